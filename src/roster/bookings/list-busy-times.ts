import type { Transaction } from '#src/db/connect.ts';
import type { Interval } from './interval.ts';

/** The times of a person's shifts, as booker or linked buddy, that end after `endsAfter`. */
export async function listBusyTimes(trx: Transaction, userId: number, endsAfter: Date): Promise<Interval[]> {
  const rows: { shiftStart: Date | number; shiftEnd: Date | number }[] = await trx('bookings')
    .where((either) => either.where({ userId }).orWhere({ buddyUserId: userId }))
    .whereNull('droppedAt')
    .where('shiftEnd', '>', endsAfter)
    .select('shiftStart', 'shiftEnd');
  return rows.map(({ shiftStart, shiftEnd }) => ({ startsAt: new Date(shiftStart), endsAt: new Date(shiftEnd) }));
}
