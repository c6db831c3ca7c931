import type { Transaction } from '#src/db/connect.ts';

/** The number of reports of each booking with `from <= start < to`. Bookings without reports are left out. */
export async function countReportsOfShifts(trx: Transaction, from: Date, to: Date): Promise<Map<number, number>> {
  const rows: { bookingId: number; total: number | string }[] = await trx('reports')
    .join('bookings', 'bookings.bookingId', 'reports.bookingId')
    .whereNull('bookings.droppedAt')
    .where('bookings.shiftStart', '>=', from)
    .where('bookings.shiftStart', '<', to)
    .groupBy('reports.bookingId')
    .select('reports.bookingId')
    .count('* as total');
  return new Map(rows.map(({ bookingId, total }) => [bookingId, Number(total)]));
}
