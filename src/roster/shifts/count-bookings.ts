import type { Transaction } from '#src/db/connect.ts';
import type { Shift } from '#src/roster/schedules/occurrences.ts';

export interface BookingCount {
  scheduleId: number;
  startsAt: Date;
  booked: number;
  attended: number;
  /** Bookings whose shift had ended at `now` and where nobody was there. */
  noShows: number;
}

interface CountRow {
  scheduleId: number;
  shiftStart: Date | number;
  booked: number | string;
  attended: number | string;
  noShows: number | string;
}

/**
 * The bookings of each booked shift with `from <= start < to`, by the key of the shift. The database counts them, because
 * there may be thousands.
 */
export async function countBookingsOfShifts(
  trx: Transaction,
  { from, to, now }: { from: Date; to: Date; now: Date },
): Promise<Map<string, BookingCount>> {
  const rows: CountRow[] = await trx('bookings')
    .whereNull('droppedAt')
    .where('shiftStart', '>=', from)
    .where('shiftStart', '<', to)
    .groupBy('scheduleId', 'shiftStart')
    .select('scheduleId', 'shiftStart')
    .count('* as booked')
    .select(trx.raw('count(case when attended then 1 end) as attended'))
    .select(trx.raw('count(case when not attended and shift_end <= ? then 1 end) as no_shows', [now]));
  const counts = rows.map(({ scheduleId, shiftStart, booked, attended, noShows }) => ({
    scheduleId,
    startsAt: new Date(shiftStart),
    booked: Number(booked),
    attended: Number(attended),
    noShows: Number(noShows),
  }));
  return new Map(counts.map((count) => [keyOfShift(count), count]));
}

export function keyOfShift({ scheduleId, startsAt }: Pick<Shift, 'scheduleId' | 'startsAt'>): string {
  return `${scheduleId}/${startsAt.getTime()}`;
}
