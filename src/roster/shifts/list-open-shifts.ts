import type { Transaction } from '#src/db/connect.ts';
import { runConcurrently } from '#src/db/run-concurrently.ts';
import { whileUnchanged } from '#src/db/unchanged.ts';
import { after, DAY } from '#src/platform/duration.ts';
import type { Interval } from '#src/roster/bookings/interval.ts';
import { overlapsNone } from '#src/roster/bookings/interval.ts';
import { listBusyTimes } from '#src/roster/bookings/list-busy-times.ts';
import { listSchedulesDuring, type ScheduleWithExceptions } from '#src/roster/schedules/list-schedules.ts';
import { compareShifts, mostShiftsADay, occurrencesOfAll, type Shift } from '#src/roster/schedules/occurrences.ts';

/** How many days ahead are listed, unless somebody asks for other days. */
export const DAYS_LISTED = 14;

/** Where the previous page ended. */
interface ShiftCursor {
  startsAt: Date;
  scheduleId: number;
}

export interface OpenShiftQuery {
  /** The person who wants to book. Their own shifts exclude others at the same time. */
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

/**
 * A step looks at about this many shifts, open or not: some milliseconds of processor time. A page of a large watch is full
 * after a day, and a small watch needs one step.
 */
const SHIFTS_A_STEP = 1_500;
const MOST_SHIFTS_A_STEP = 12_000;
const MOST_DAYS_A_STEP = 28;
/** A watch with a hundred thousand shifts in a row that this person cannot book has no answer worth waiting for. */
const MOST_SHIFTS_LOOKED_AT = 100_000;

/**
 * The shifts that this person can book, by start and schedule. Searches only as many days as the page needs, and never
 * looks at more shifts than `MOST_SHIFTS_LOOKED_AT`.
 */
export async function listOpenShifts(trx: Transaction, query: OpenShiftQuery): Promise<OpenShifts> {
  const { userId, limit } = query;
  // whole days, so that everybody who asks on the same day can be given the same results
  const [from, to] = [startOfUtcDay(query.from), endOfUtcDay(query.to)];
  const [schedules, own] = await runConcurrently(
    whileUnchanged(trx, `schedules ${from.getTime()} ${to.getTime()}`, () => listSchedulesDuring(trx, from, to)),
    whileUnchanged(trx, `busy times ${userId} ${from.getTime()}`, () => listBusyTimes(trx, userId, from)),
  );
  const isForThem = isBookable(query, own);
  const open: Shift[] = [];
  const aDay = Math.max(1, mostShiftsADay(schedules));
  const daysOf = (shifts: number) => Math.min(MOST_DAYS_A_STEP, Math.max(1, Math.floor(shifts / aDay)));
  let [start, days, left] = [from, daysOf(SHIFTS_A_STEP), MOST_SHIFTS_LOOKED_AT];
  while (start < to && open.length <= limit && left > 0) {
    const end = new Date(Math.min(to.getTime(), after(start, days * DAY).getTime()));
    for (const shift of await listOpenBetween(trx, schedules, start, end)) {
      if (open.length > limit) break;
      if (isForThem(shift)) open.push(shift);
    }
    left -= days * aDay;
    days = Math.min(2 * days, daysOf(MOST_SHIFTS_A_STEP));
    start = end;
  }
  return { shifts: open.slice(0, limit), hasMore: open.length > limit || start < to };
}

/** The first open shift that starts within `horizonDays` after `from`. */
export async function findNextOpenShift(
  trx: Transaction,
  { userId, from, horizonDays }: { userId: number; from: Date; horizonDays: number },
): Promise<Shift | undefined> {
  const { shifts } = await listOpenShifts(trx, { userId, from, to: after(from, horizonDays * DAY), limit: 1 });
  return shifts[0];
}

function startOfUtcDay(instant: Date): Date {
  return new Date(Math.floor(instant.getTime() / DAY) * DAY);
}

function endOfUtcDay(instant: Date): Date {
  return new Date(Math.ceil(instant.getTime() / DAY) * DAY);
}

/** Whether a shift is in the period, after the last page, and at a time when this person has no other. */
function isBookable({ from, to, after: last }: OpenShiftQuery, own: readonly Interval[]): (shift: Shift) => boolean {
  const isFreeOfOwn = overlapsNone(own);
  return (shift) =>
    shift.startsAt >= from && shift.startsAt < to && (!last || compareShifts(shift, last) > 0) && isFreeOfOwn(shift);
}

/** The shifts with `from <= start < to` that have a free slot. */
async function listOpenBetween(
  trx: Transaction,
  schedules: readonly ScheduleWithExceptions[],
  from: Date,
  to: Date,
): Promise<readonly Shift[]> {
  return whileUnchanged(trx, `open shifts ${from.getTime()} ${to.getTime()}`, async () => {
    const shifts = occurrencesOfAll(schedules, from, to);
    if (shifts.length === 0) return [];
    const taken = await countTaken(trx, from, to);
    return shifts.filter((shift) => (taken.get(keyOf(shift)) ?? 0) < shift.capacity);
  });
}

/** How many slots of each shift with `from <= start < to` are taken. */
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
