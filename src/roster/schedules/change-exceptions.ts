import type { Transaction } from '#src/db/connect.ts';
import type { Clock } from '#src/platform/clock.ts';
import { MINUTE } from '#src/platform/duration.ts';
import { type LocalDate, localDateOf } from '#src/platform/zoned-time.ts';
import type { BookingDetails } from '#src/roster/bookings/booking-details.ts';
import { findAddedOverlap, findOverlapped } from './added-overlap.ts';
import { releaseOrphans, type WouldOrphan } from './change-schedule.ts';
import { MOST_STARTS_A_DAY } from './cron-rule.ts';
import { getSchedule, lockSchedule, type ScheduleWithExceptions } from './list-schedules.ts';
import { nightOf } from './night.ts';
import { occurrencesOn, type ScheduleRule, type Shift, shiftAt } from './occurrences.ts';
import { StoredException } from './schedule-exception.ts';

type NewException = { skip: LocalDate } | { night: LocalDate } | { add: Date };

export type InsertExceptionOutcome =
  | { outcome: 'added'; exception: StoredException; schedule: ScheduleWithExceptions; dropped: BookingDetails[] }
  | { outcome: 'noSuchSchedule' }
  /** The date or night is skipped already, or the start is a shift already. */
  | { outcome: 'alreadySo' }
  | { outcome: 'past' }
  | { outcome: 'notAWholeMinute' }
  | { outcome: 'overlapping'; shift: Shift }
  /** An added start must lie within the dates of the schedule. */
  | { outcome: 'outsideDates' }
  /** A schedule has at most `MOST_STARTS_A_DAY` shifts on a day. */
  | { outcome: 'tooMany' }
  | WouldOrphan;

export async function insertException(
  trx: Transaction,
  clock: Clock,
  { scheduleId, given, reason, dropOrphans }: ExceptionRequest,
): Promise<InsertExceptionOutcome> {
  const before = await lockSchedule(trx, scheduleId);
  if (!before) return { outcome: 'noSuchSchedule' };
  const exception = {
    skippedDate: 'skip' in given ? given.skip : null,
    skippedNight: 'night' in given ? given.night : null,
    addedStart: 'add' in given ? given.add : null,
    createdAt: clock.now(),
  };
  const next: ScheduleRule = { ...before, exceptions: [...before.exceptions, exception] };
  if ('add' in given) {
    if (given.add.getTime() % MINUTE !== 0) return { outcome: 'notAWholeMinute' };
    if (given.add < clock.now()) return { outcome: 'past' };
    if (shiftAt(before, given.add)) return { outcome: 'alreadySo' };
    if (!shiftAt(next, given.add)) return { outcome: 'outsideDates' };
    const overlapped = findOverlapped(before, given.add);
    if (overlapped) return { outcome: 'overlapping', shift: overlapped };
    const together = occurrencesOn(next, localDateOf(given.add, before.timezone));
    if (together.length > MOST_STARTS_A_DAY) return { outcome: 'tooMany' };
  } else if ('night' in given) {
    if (given.night < nightOf(clock.now(), before.timezone)) return { outcome: 'past' };
    if (before.exceptions.some(({ skippedNight }) => skippedNight === given.night)) return { outcome: 'alreadySo' };
  } else {
    if (given.skip < localDateOf(clock.now(), before.timezone)) return { outcome: 'past' };
    if (before.exceptions.some(({ skippedDate }) => skippedDate === given.skip)) return { outcome: 'alreadySo' };
  }
  const made = await releaseOrphans(trx, clock, { before, next, dropOrphans });
  if (made.outcome === 'wouldOrphan') return made;
  const [row] = await trx('schedule_exceptions')
    .insert({ ...exception, scheduleId, reason: reason ?? null })
    .returning('scheduleExceptionId');
  const stored = await StoredException.query(trx).findById(row.scheduleExceptionId).throwIfNotFound();
  return {
    outcome: 'added',
    exception: stored,
    schedule: await getSchedule(trx, scheduleId),
    dropped: made.dropped,
  };
}

export interface ExceptionRequest {
  scheduleId: number;
  given: NewException;
  reason?: string | undefined;
  dropOrphans: boolean;
}

export type DeleteExceptionOutcome =
  | { outcome: 'removed'; exception: StoredException; dropped: BookingDetails[] }
  | { outcome: 'noSuchException' }
  /** A regular shift that comes back would overlap this added one. */
  | { outcome: 'overlapping'; shift: Shift }
  | WouldOrphan;

/** Removes an exception: the cron expression decides again about the date, or the added start is no longer a shift. */
export async function deleteException(
  trx: Transaction,
  clock: Clock,
  { scheduleId, exceptionId, dropOrphans }: { scheduleId: number; exceptionId: number; dropOrphans: boolean },
): Promise<DeleteExceptionOutcome> {
  const before = await lockSchedule(trx, scheduleId);
  const exception = before?.exceptions.find(({ scheduleExceptionId }) => scheduleExceptionId === exceptionId);
  if (!before || !exception) return { outcome: 'noSuchException' };
  const next: ScheduleRule = { ...before, exceptions: before.exceptions.filter((one) => one !== exception) };
  const overlapping = exception.addedStart ? undefined : findAddedOverlap(next, clock.now());
  if (overlapping) return { outcome: 'overlapping', shift: overlapping };
  const made = await releaseOrphans(trx, clock, { before, next, dropOrphans });
  if (made.outcome === 'wouldOrphan') return made;
  await trx('schedule_exceptions').where({ scheduleExceptionId: exceptionId }).delete();
  return { outcome: 'removed', exception, dropped: made.dropped };
}
