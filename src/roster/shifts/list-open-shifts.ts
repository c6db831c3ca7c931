import type { Transaction } from '#src/db/connect.ts';
import { runConcurrently } from '#src/db/run-concurrently.ts';
import { after, DAY } from '#src/platform/duration.ts';
import type { Interval } from '#src/roster/bookings/find-overlap.ts';
import { overlapsNone } from '#src/roster/bookings/interval.ts';
import { listBusyTimes } from '#src/roster/bookings/list-busy-times.ts';
import { listSchedulesDuring, type ScheduleWithExceptions } from '#src/roster/schedules/list-schedules.ts';
import { compareShifts, occurrencesOfAll, type Shift } from '#src/roster/schedules/occurrences.ts';

/** How many days ahead are listed, unless somebody asks for other days. */
export const DAYS_LISTED = 14;

/** Where the previous page ended. */
interface ShiftCursor {
  startsAt: Date;
  scheduleId: number;
}

export interface OpenShiftQuery {
  /** Whose own shifts stand in the way. */
  userId: number;
  /** `from <= startsAt < to`. */
  from: Date;
  to: Date;
  after?: ShiftCursor | undefined;
  limit: number;
}

export interface OpenShifts {
  shifts: Shift[];
  hasMore: boolean;
}

/** About as many days of schedules are looked through at once: a page of a big watch is full after a day, and a small one takes one look. */
const DAYS_OF_SCHEDULES = 1_500;
const MOST_DAYS = 28;

/** What this person could book, by start and schedule. Looks from the first day on and no further than the page needs. */
export async function listOpenShifts(trx: Transaction, query: OpenShiftQuery): Promise<OpenShifts> {
  const { userId, from, to, limit } = query;
  const [schedules, own] = await runConcurrently(listSchedulesDuring(trx, from, to), listBusyTimes(trx, userId, from));
  const open: Shift[] = [];
  let days = Math.min(MOST_DAYS, Math.max(1, Math.floor(DAYS_OF_SCHEDULES / Math.max(1, schedules.length))));
  for (let start = from; start < to && open.length <= limit; days = Math.min(MOST_DAYS, 2 * days)) {
    const end = new Date(Math.min(to.getTime(), after(start, days * DAY).getTime()));
    open.push(...(await listOpenBetween(trx, { schedules, own, from: start, to: end, after: query.after })));
    start = end;
  }
  return { shifts: open.slice(0, limit), hasMore: open.length > limit };
}

/** The first one that starts at `from` or within so many days of it. */
export async function findNextOpenShift(
  trx: Transaction,
  { userId, from, horizonDays }: { userId: number; from: Date; horizonDays: number },
): Promise<Shift | undefined> {
  const { shifts } = await listOpenShifts(trx, { userId, from, to: after(from, horizonDays * DAY), limit: 1 });
  return shifts[0];
}

interface Look extends Pick<OpenShiftQuery, 'from' | 'to' | 'after'> {
  schedules: readonly ScheduleWithExceptions[];
  own: readonly Interval[];
}

async function listOpenBetween(trx: Transaction, { schedules, own, from, to, after: last }: Look): Promise<Shift[]> {
  const isBesideOwn = overlapsNone(own);
  const shifts = occurrencesOfAll(schedules, from, to).filter(
    (shift) => (!last || compareShifts(shift, last) > 0) && isBesideOwn(shift),
  );
  if (shifts.length === 0) return [];
  const taken = await countTaken(trx, from, to);
  return shifts.filter((shift) => (taken.get(keyOf(shift)) ?? 0) < shift.capacity);
}

/** How many slots of each shift with `from <= start < to` somebody holds. */
async function countTaken(trx: Transaction, from: Date, to: Date): Promise<Map<string, number>> {
  const rows: { scheduleId: number; shiftStart: Date | number; total: number | string }[] = await trx('bookings')
    .whereNull('droppedAt')
    .where('shiftStart', '>=', from)
    .where('shiftStart', '<', to)
    .groupBy('scheduleId', 'shiftStart')
    .select('scheduleId', 'shiftStart')
    .count('* as total');
  return new Map(
    rows.map(({ scheduleId, shiftStart, total }) => [
      keyOf({ scheduleId, startsAt: new Date(shiftStart) }),
      Number(total),
    ]),
  );
}

function keyOf({ scheduleId, startsAt }: ShiftCursor): string {
  return `${scheduleId}/${startsAt.getTime()}`;
}
