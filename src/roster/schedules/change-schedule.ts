import type { Transaction } from '#src/db/connect.ts';
import { lockRows } from '#src/db/locking.ts';
import type { Clock } from '#src/platform/clock.ts';
import { Booking } from '#src/roster/bookings/booking.ts';
import { type BookingDetails, listBookingDetails } from '#src/roster/bookings/booking-details.ts';
import { newRevision, reviseBookings } from '#src/roster/bookings/new-revision.ts';
import { findAddedOverlap } from './added-overlap.ts';
import { checkRule, isOfStarts, type RuleProblem } from './check-rule.ts';
import { fitBookings } from './fit-bookings.ts';
import { getSchedule, lockSchedule, type ScheduleWithExceptions } from './list-schedules.ts';
import type { ScheduleRule, ScheduleTerms } from './occurrences.ts';

/** What a coordinator decides about a schedule. */
export type ScheduleValues = Omit<ScheduleTerms, 'scheduleId'>;

export type Unsound = { outcome: 'unsound'; problems: RuleProblem[] };

export type WouldOrphan = { outcome: 'wouldOrphan'; orphans: BookingDetails[] };

export type UpdateScheduleOutcome =
  /** `dropped`: bookings that the new rule no longer offers, as they were booked. */
  | { outcome: 'changed'; before: ScheduleWithExceptions; schedule: ScheduleWithExceptions; dropped: BookingDetails[] }
  | { outcome: 'noSuchSchedule' }
  | Unsound
  | WouldOrphan;

export async function insertSchedule(
  trx: Transaction,
  clock: Clock,
  values: ScheduleValues,
): Promise<{ outcome: 'created'; schedule: ScheduleWithExceptions } | Unsound> {
  const check = checkRule({ ...values, scheduleId: 0 });
  if (check.outcome === 'unsound') return check;
  const [row] = await trx('schedules')
    .insert({ ...values, createdAt: clock.now() })
    .returning('scheduleId');
  return { outcome: 'created', schedule: await getSchedule(trx, row.scheduleId) };
}

/** Refuses a change that would orphan bookings ahead, unless the caller wants to drop them. */
export async function updateSchedule(
  trx: Transaction,
  clock: Clock,
  { scheduleId, change, dropOrphans }: { scheduleId: number; change: Partial<ScheduleValues>; dropOrphans: boolean },
): Promise<UpdateScheduleOutcome> {
  const before = await lockSchedule(trx, scheduleId);
  if (!before) return { outcome: 'noSuchSchedule' };
  const next: ScheduleRule = { ...termsOf(before), ...change, scheduleId, exceptions: before.exceptions };
  const problems = problemsOfChange(next, change, clock.now());
  if (problems.length > 0) return { outcome: 'unsound', problems };
  const made = await releaseOrphans(trx, clock, { before, next, dropOrphans });
  if (made.outcome === 'wouldOrphan') return made;
  if (Object.keys(change).length > 0) await trx('schedules').where({ scheduleId }).update(change);
  if (isShown(before, change)) await reviseBookings(trx, clock, { scheduleId });
  return { outcome: 'changed', before, schedule: await getSchedule(trx, scheduleId), dropped: made.dropped };
}

/** A schedule whose shifts overlap, stored before that was refused, can still be renamed and ended. */
function problemsOfChange(next: ScheduleRule, change: Partial<ScheduleValues>, now: Date): RuleProblem[] {
  const { cronExpr, durationMinutes } = change;
  const check = checkRule(next);
  if (check.outcome === 'sound') {
    const field = (['cronExpr', 'durationMinutes', 'timezone'] as const).find((term) => change[term] !== undefined);
    return field && findAddedOverlap(next, now) ? [{ field, problem: 'addedOverlap' }] : [];
  }
  return check.problems.flatMap<RuleProblem>((problem) => {
    if (!isOfStarts(problem)) return [problem];
    if (cronExpr !== undefined) return [problem];
    return durationMinutes === undefined ? [] : [{ ...problem, field: 'durationMinutes' }];
  });
}

/**
 * Drops the bookings ahead that the next rule no longer offers, or refuses to. The caller has locked the schedule and writes
 * it afterwards.
 */
export async function releaseOrphans(
  trx: Transaction,
  clock: Clock,
  { before, next, dropOrphans }: { before: ScheduleRule; next: ScheduleRule; dropOrphans: boolean },
): Promise<{ outcome: 'made'; dropped: BookingDetails[] } | WouldOrphan> {
  const now = clock.now();
  const ahead = await lockBookingsAhead(trx, before.scheduleId, now);
  const orphansBefore = new Set(fitBookings(before, ahead).orphans);
  const fit = fitBookings(next, ahead);
  const orphans = fit.orphans.filter((booking) => !orphansBefore.has(booking));
  const details = await listBookingDetails(trx, orphans);
  if (orphans.length > 0 && !dropOrphans) return { outcome: 'wouldOrphan', orphans: details };
  for (const { bookingId } of orphans)
    await trx('bookings')
      .where({ bookingId })
      .update({ droppedAt: now, ...newRevision(trx, now) });
  for (const { bookingId, slot } of fit.renumbered) await trx('bookings').where({ bookingId }).update({ slot });
  return { outcome: 'made', dropped: details };
}

/** Whether calendars show the change. Other terms than these change which shifts there are. */
function isShown(before: ScheduleTerms, change: Partial<ScheduleValues>): boolean {
  return (['name', 'meetingPlace', 'timezone'] as const).some(
    (term) => change[term] !== undefined && change[term] !== before[term],
  );
}

export function termsOf(schedule: ScheduleTerms): ScheduleTerms {
  const { scheduleId, name, cronExpr, startDate, endDate, durationMinutes, timezone, capacity, meetingPlace } =
    schedule;
  return { scheduleId, name, cronExpr, startDate, endDate, durationMinutes, timezone, capacity, meetingPlace };
}

async function lockBookingsAhead(trx: Transaction, scheduleId: number, now: Date): Promise<Booking[]> {
  const ahead = () =>
    Booking.query(trx)
      .where({ scheduleId })
      .whereNull('droppedAt')
      .where('shiftStart', '>=', now)
      .orderBy(['shiftStart', 'slot']);
  const ids = (await ahead()).map(({ bookingId }) => bookingId);
  await lockRows(trx, 'bookings', ids);
  return ahead();
}
