import type { Transaction } from '#src/db/connect.ts';
import { before, HOUR } from '#src/platform/duration.ts';

/** Somebody who forgets to text OUT went home within this time. */
const STAYS_AFTER_END = HOUR;

/** Whether this member is on patrol: they texted IN, and have not texted OUT. */
export async function isCheckedIn(trx: Transaction, { userId, at }: { userId: number; at: Date }): Promise<boolean> {
  const found = await trx('checkIns')
    .join('bookings', 'bookings.bookingId', 'checkIns.bookingId')
    .where({ 'checkIns.userId': userId })
    .whereNull('bookings.droppedAt')
    .where('bookings.shiftEnd', '>', before(at, STAYS_AFTER_END))
    .where('checkIns.inAt', '<=', at)
    .where((still) => still.whereNull('checkIns.outAt').orWhere('checkIns.outAt', '>', at))
    .first('checkIns.checkInId');
  return found !== undefined;
}
