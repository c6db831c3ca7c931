import type { Transaction } from '#src/db/connect.ts';
import { lockBooking } from '#src/roster/bookings/booking.ts';
import { type BookingDetails, detailsOfBooking } from '#src/roster/bookings/booking-details.ts';
import type { User } from '#src/volunteers/people/user.ts';

/** A person says something about being at a shift. `at` is when their text was received. */
export interface AttendanceClaim {
  userId: number;
  bookingId: number;
  at: Date;
  /** People whom the caller has loaded already. */
  knownUsers?: readonly User[];
  /** The booking, if this transaction has locked it already. */
  locked?: BookingDetails;
}

export type ClaimRefused = { outcome: 'notYours' } | { outcome: 'dropped'; details: BookingDetails };

/** Locks the booking. Only its booker and its linked buddy may say something about it, and only until it is dropped. */
export async function lockClaimedBooking(
  trx: Transaction,
  { userId, bookingId, knownUsers, locked }: AttendanceClaim,
): Promise<ClaimRefused | { outcome: 'own'; details: BookingDetails }> {
  const booking = locked?.booking ?? (await lockBooking(trx, bookingId));
  if (!booking?.partOf(userId)) return { outcome: 'notYours' };
  const details = locked ?? (await detailsOfBooking(trx, booking, knownUsers));
  return { outcome: booking.isLive ? 'own' : 'dropped', details };
}
