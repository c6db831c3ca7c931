import type { Transaction } from '#src/db/connect.ts';
import { after, DAY } from '#src/platform/duration.ts';
import { Booking } from './booking.ts';
import { overlaps } from './find-overlap.ts';
import { listSchedules } from './list-schedules.ts';
import { occurrencesBetween, type Shift } from './occurrences.ts';

/** Where a page ended. */
export interface ShiftCursor {
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

const STEP_DAYS = 28;

/** What this person could book, by start and schedule. */
export async function listOpenShifts(trx: Transaction, query: OpenShiftQuery): Promise<OpenShifts> {
  const schedules = await listSchedules(trx);
  const shifts = schedules
    .flatMap((schedule) => occurrencesBetween(schedule, query.from, query.to))
    .filter((shift) => !query.after || compareShifts(shift, query.after) > 0)
    .sort(compareShifts);
  const bookings = await listStandingInTheWay(trx, query.userId, shifts);
  const open = shifts.filter((shift) => isOpen(shift, query.userId, bookings));
  return { shifts: open.slice(0, query.limit), hasMore: open.length > query.limit };
}

/** The first one that starts at `from` or within so many days of it. */
export async function findNextOpenShift(
  trx: Transaction,
  { userId, from, horizonDays }: { userId: number; from: Date; horizonDays: number },
): Promise<Shift | undefined> {
  const end = after(from, horizonDays * DAY);
  for (let start = from; start < end; start = after(start, STEP_DAYS * DAY)) {
    const to = new Date(Math.min(end.getTime(), after(start, STEP_DAYS * DAY).getTime()));
    const { shifts } = await listOpenShifts(trx, { userId, from: start, to, limit: 1 });
    if (shifts[0]) return shifts[0];
  }
  return undefined;
}

function compareShifts(one: ShiftCursor, other: ShiftCursor): number {
  return one.startsAt.getTime() - other.startsAt.getTime() || one.scheduleId - other.scheduleId;
}

/** In one query: everybody's live bookings for these shifts, and the asker's at their times. */
async function listStandingInTheWay(trx: Transaction, userId: number, shifts: readonly Shift[]): Promise<Booking[]> {
  const [first] = shifts;
  if (!first) return [];
  const firstStart = first.startsAt;
  const lastEnd = new Date(Math.max(...shifts.map(({ endsAt }) => endsAt.getTime())));
  return Booking.query(trx)
    .whereNull('droppedAt')
    .where('shiftStart', '<', lastEnd)
    .where((either) =>
      either
        .where('shiftStart', '>=', firstStart)
        .orWhere((own) => own.where({ userId }).where('shiftEnd', '>', firstStart))
        .orWhere((own) => own.where({ buddyUserId: userId }).where('shiftEnd', '>', firstStart)),
    );
}

function isOpen(shift: Shift, userId: number, bookings: readonly Booking[]): boolean {
  const takers = bookings.filter(
    ({ scheduleId, shiftStart }) =>
      scheduleId === shift.scheduleId && shiftStart.getTime() === shift.startsAt.getTime(),
  );
  if (takers.length >= shift.capacity) return false;
  const own = bookings.filter((booking) => booking.partOf(userId));
  return !own.some(({ shiftStart, shiftEnd }) => overlaps(shift, { startsAt: shiftStart, endsAt: shiftEnd }));
}
