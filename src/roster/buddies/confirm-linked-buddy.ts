import type { Transaction } from '#src/db/connect.ts';
import type { Booking } from '#src/roster/bookings/booking.ts';

/** The linked buddy says that they come. The caller has locked the booking. */
export async function confirmLinkedBuddy(trx: Transaction, booking: Booking, now: Date): Promise<void> {
  await trx('bookings').where({ bookingId: booking.bookingId }).update({ buddyConfirmedAt: now });
  booking.$set({ buddyConfirmedAt: now });
}

/** Whether a member is named as buddy who has not said yet that they come. */
export function isUnconfirmed({ buddyUserId, buddyConfirmedAt }: Booking): boolean {
  return buddyUserId !== null && buddyConfirmedAt === null;
}
