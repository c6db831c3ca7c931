import type { Transaction } from '#src/db/connect.ts';
import { keyOfShift } from '#src/roster/shifts/count-bookings.ts';

/** The number of reports on each shift with `from <= start < to`, by the key of the shift. Shifts without reports are left out. */
export async function countReportsOfShifts(
  trx: Transaction,
  { from, to }: { from: Date; to: Date },
): Promise<Map<string, number>> {
  const rows: { scheduleId: number; shiftStart: Date | number; total: number | string }[] = await trx('reports')
    .join('bookings', 'bookings.bookingId', 'reports.bookingId')
    .whereNull('bookings.droppedAt')
    .where('bookings.shiftStart', '>=', from)
    .where('bookings.shiftStart', '<', to)
    .groupBy('bookings.scheduleId', 'bookings.shiftStart')
    .select('bookings.scheduleId', 'bookings.shiftStart')
    .count('* as total');
  return new Map(
    rows.map(({ scheduleId, shiftStart, total }) => [
      keyOfShift({ scheduleId, startsAt: new Date(shiftStart) }),
      Number(total),
    ]),
  );
}
