import type { Transaction } from '#src/db/connect.ts';
import { Problem } from '#src/http/framework/problem.ts';
import { findBooking } from '#src/roster/bookings/booking.ts';
import { type BookingDetails, findBookingDetails } from '#src/roster/bookings/booking-details.ts';
import type { User } from '#src/volunteers/people/user.ts';

/** The caller's live booking, as booker or buddy. Throws a problem if there is none. */
export async function getOwnBooking(trx: Transaction, user: User, bookingId: number): Promise<BookingDetails> {
  const details = await findBookingDetails(trx, bookingId, [user]);
  if (!details?.booking.isLive) throw noSuchBooking();
  if (!details.booking.partOf(user.userId)) throw notInBooking();
  return details;
}

/** Explains why an action found no booking of the caller. Only a refused request reads the booking again. */
export async function notYours(trx: Transaction, bookingId: number): Promise<Problem> {
  const booking = await findBooking(trx, bookingId);
  return booking?.isLive ? notInBooking() : noSuchBooking();
}

export function noSuchBooking(): Problem {
  return new Problem('not_found', 'There is no such booking, or it was dropped.');
}

function notInBooking(): Problem {
  return new Problem('not_yours', 'You are neither the booker nor the buddy of this booking.');
}
