import type { CoordinatorOrigin } from '#src/actions/action-origin.ts';
import { shiftIds } from '#src/actions/bookings/book-shift.ts';
import { endReminders } from '#src/actions/timers/reminders.ts';
import { replanSchedule } from '#src/actions/timers/schedule-change.ts';
import { withdrawAsks } from '#src/asks/end-ask.ts';
import { subjectOfBooking } from '#src/asks/subject-of-booking.ts';
import type { Transaction } from '#src/db/connect.ts';
import { recordLiveEvent } from '#src/notices/live/live-events.ts';
import { notifyOfCancelledShift } from '#src/notices/shifts/coordinator-change-notices.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import type { BookingDetails } from '#src/roster/bookings/booking-details.ts';
import {
  type DeleteExceptionOutcome,
  deleteException,
  type ExceptionRequest,
  type InsertExceptionOutcome,
  insertException,
} from '#src/roster/schedules/change-exceptions.ts';
import {
  insertSchedule,
  type ScheduleValues,
  termsOf,
  type UpdateScheduleOutcome,
  updateSchedule,
} from '#src/roster/schedules/change-schedule.ts';
import type { ScheduleException, ScheduleTerms } from '#src/roster/schedules/occurrences.ts';
import { audit } from '#src/volunteers/audit/audit.ts';

export async function createSchedule(
  trx: Transaction,
  settings: WatchSettings,
  { values, ...origin }: CoordinatorOrigin & { values: ScheduleValues },
): Promise<Awaited<ReturnType<typeof insertSchedule>>> {
  const created = await insertSchedule(trx, settings.clock, values);
  if (created.outcome === 'created') {
    const { schedule } = created;
    await note(trx, settings, { ...origin, action: 'schedule.create', schedule, after: factsOf(schedule) });
  }
  return created;
}

/** Changes or ends a schedule. People who lose a shift are told. */
export async function changeSchedule(
  trx: Transaction,
  settings: WatchSettings,
  {
    action,
    ...origin
  }: CoordinatorOrigin & Parameters<typeof updateSchedule>[2] & { action: 'schedule.change' | 'schedule.end' },
): Promise<UpdateScheduleOutcome> {
  const changed = await updateSchedule(trx, settings.clock, origin);
  if (changed.outcome !== 'changed') return changed;
  const { before, schedule, dropped } = changed;
  await notifyDropped(trx, settings, { cause: origin.cause, dropped });
  if (schedule.timezone !== before.timezone) await replanSchedule(trx, settings, schedule.scheduleId);
  const after = { ...factsOf(schedule), ...droppedRefs(dropped) };
  await note(trx, settings, { ...origin, action, schedule, before: factsOf(before), after });
  return changed;
}

export async function addScheduleException(
  trx: Transaction,
  settings: WatchSettings,
  origin: CoordinatorOrigin & ExceptionRequest,
): Promise<InsertExceptionOutcome> {
  const added = await insertException(trx, settings.clock, origin);
  if (added.outcome !== 'added') return added;
  const { exception, schedule, dropped } = added;
  await notifyDropped(trx, settings, { cause: origin.cause, dropped, reason: exception.reason ?? '' });
  const after = { ...exceptionFacts(exception), ...droppedRefs(dropped) };
  await note(trx, settings, { ...origin, action: 'schedule.except', schedule, after });
  return added;
}

export async function removeScheduleException(
  trx: Transaction,
  settings: WatchSettings,
  origin: CoordinatorOrigin & Parameters<typeof deleteException>[2],
): Promise<DeleteExceptionOutcome> {
  const removed = await deleteException(trx, settings.clock, origin);
  if (removed.outcome !== 'removed') return removed;
  const { exception, dropped } = removed;
  await notifyDropped(trx, settings, { cause: origin.cause, dropped });
  const change = { before: exceptionFacts(exception), after: droppedRefs(dropped) };
  await note(trx, settings, { ...origin, action: 'schedule.unexcept', schedule: origin, ...change });
  return removed;
}

async function notifyDropped(
  trx: Transaction,
  settings: WatchSettings,
  { cause, dropped, reason = '' }: { cause: string; dropped: BookingDetails[]; reason?: string },
): Promise<void> {
  await endReminders(trx, settings, dropped);
  for (const details of dropped) {
    await withdrawAsks(trx, settings, { subject: subjectOfBooking(details.booking.bookingId) });
    await notifyOfCancelledShift(trx, settings, { cause, details, reason });
    recordLiveEvent(trx, settings.clock, { type: 'drop', ...shiftIds(details) });
  }
}

interface ScheduleEdit extends Pick<CoordinatorOrigin, 'actor' | 'channel'> {
  action: string;
  schedule: { scheduleId: number };
  before?: unknown;
  after?: unknown;
}

async function note(trx: Transaction, settings: WatchSettings, noted: ScheduleEdit): Promise<void> {
  const { actor, channel, action, schedule, before, after } = noted;
  const subject = `schedule:${schedule.scheduleId}`;
  await audit(trx, settings.clock, { actorUserId: actor.userId, channel, action, subject, before, after });
  recordLiveEvent(trx, settings.clock, { type: 'schedule_change', schedule_id: schedule.scheduleId });
}

function factsOf(schedule: ScheduleTerms) {
  const { name, cronExpr, startDate, endDate, durationMinutes, timezone, capacity, meetingPlace } = termsOf(schedule);
  return {
    name,
    cron_expr: cronExpr,
    start_date: startDate,
    end_date: endDate,
    duration_minutes: durationMinutes,
    timezone,
    capacity,
    meeting_place: meetingPlace,
  };
}

function exceptionFacts({ skippedDate, skippedNight, addedStart }: ScheduleException) {
  if (addedStart) return { add: addedStart.toISOString() };
  return skippedNight ? { night: skippedNight } : { skip: skippedDate };
}

function droppedRefs(dropped: BookingDetails[]) {
  return dropped.length === 0 ? {} : { dropped: dropped.map(({ booking }) => booking.ref) };
}
