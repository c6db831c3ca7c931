import type { Transaction } from '#src/db/connect.ts';
import { Problem } from '#src/http/framework/problem.ts';
import { type BookingDetails, findBookingDetails } from '#src/roster/bookings/booking-details.ts';
import type { User } from '#src/volunteers/people/user.ts';

/** The booking, if the one who asks is in it. Throws the same two problems everywhere: it is not there, it is not theirs. */
export async function ownBooking(trx: Transaction, user: User, bookingId: number): Promise<BookingDetails> {
  const details = await findBookingDetails(trx, bookingId);
  if (!details?.booking.isLive) throw noBooking();
  if (!details.booking.partOf(user.userId)) throw notTheirs();
  return details;
}

export function noBooking(): Problem {
  return new Problem('not_found', 'There is no such booking (any more).');
}

export function notTheirs(): Problem {
  return new Problem('not_yours', 'You are not in this booking.');
}
