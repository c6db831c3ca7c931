import type { Transaction } from '#src/db/connect.ts';
import { lockBooking } from './booking.ts';
import { type BookingDetails, getBookingDetails } from './booking-details.ts';

/** What somebody says about being at one shift, and when that text was received. */
export interface AttendanceClaim {
  userId: number;
  bookingId: number;
  at: Date;
}

export type NotTheirs = { outcome: 'notYours' } | { outcome: 'dropped'; details: BookingDetails };

/** The booking, locked, if this person is its booker or linked buddy and it is live. */
export async function lockOwnBooking(
  trx: Transaction,
  { userId, bookingId }: AttendanceClaim,
): Promise<NotTheirs | { outcome: 'own'; details: BookingDetails }> {
  const booking = await lockBooking(trx, bookingId);
  if (!booking?.partOf(userId)) return { outcome: 'notYours' };
  const details = await getBookingDetails(trx, bookingId);
  return { outcome: booking.isLive ? 'own' : 'dropped', details };
}
