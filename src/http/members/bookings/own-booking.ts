import type { Transaction } from '#src/db/connect.ts';
import { Problem } from '#src/http/framework/problem.ts';
import { type BookingDetails, findBookingDetails } from '#src/roster/bookings/booking-details.ts';
import type { User } from '#src/volunteers/people/user.ts';

/** The caller's live booking, as booker or buddy. Throws a problem if there is none. */
export async function getOwnBooking(trx: Transaction, user: User, bookingId: number): Promise<BookingDetails> {
  const details = await findBookingDetails(trx, bookingId, [user]);
  if (!details?.booking.isLive || !details.booking.partOf(user.userId)) throw noSuchBooking();
  return details;
}

/** The same for a missing booking and for one of other people: nobody learns which shifts others have. */
export function noSuchBooking(): Problem {
  return new Problem('not_found', 'You have no such booking, or it was dropped.');
}
