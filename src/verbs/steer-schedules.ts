import type { Transaction } from '#src/db/connect.ts';
import { recordLiveEvent } from '#src/notices/live-events.ts';
import { noticeOfCancelledShift } from '#src/notices/steering-notices.ts';
import type { Watch } from '#src/notices/watch.ts';
import type { BookingDetails } from '#src/roster/booking-details.ts';
import {
  type AddExceptionOutcome,
  addException,
  type ExceptionRequest,
  type RemoveExceptionOutcome,
  removeException,
} from '#src/roster/change-exceptions.ts';
import {
  type ChangeScheduleOutcome,
  changeSchedule,
  createSchedule,
  type ScheduleValues,
  termsOf,
} from '#src/roster/change-schedule.ts';
import type { ScheduleException, ScheduleTerms } from '#src/roster/occurrences.ts';
import { audit } from '#src/volunteers/audit.ts';
import { shiftIds } from './book-shift.ts';
import type { Steer } from './steer-bookings.ts';

export async function openSchedule(
  trx: Transaction,
  watch: Watch,
  { values, ...deed }: Steer & { values: ScheduleValues },
): Promise<Awaited<ReturnType<typeof createSchedule>>> {
  const created = await createSchedule(trx, watch.clock, values);
  if (created.outcome === 'created') {
    const { schedule } = created;
    await note(trx, watch, { ...deed, action: 'schedule.create', schedule, after: factsOf(schedule) });
  }
  return created;
}

/** Whoever loses a shift by it is told. */
export async function steerSchedule(
  trx: Transaction,
  watch: Watch,
  { action, ...deed }: Steer & Parameters<typeof changeSchedule>[2] & { action: 'schedule.change' | 'schedule.end' },
): Promise<ChangeScheduleOutcome> {
  const changed = await changeSchedule(trx, watch.clock, deed);
  if (changed.outcome !== 'changed') return changed;
  const { before, schedule, dropped } = changed;
  await tellOfDropped(trx, watch, deed.cause, dropped);
  const after = { ...factsOf(schedule), ...droppedRefs(dropped) };
  await note(trx, watch, { ...deed, action, schedule, before: factsOf(before), after });
  return changed;
}

export async function exceptDate(
  trx: Transaction,
  watch: Watch,
  deed: Steer & ExceptionRequest,
): Promise<AddExceptionOutcome> {
  const added = await addException(trx, watch.clock, deed);
  if (added.outcome !== 'added') return added;
  const { exception, schedule, dropped } = added;
  await tellOfDropped(trx, watch, deed.cause, dropped);
  const after = { ...exceptionFacts(exception), ...droppedRefs(dropped) };
  await note(trx, watch, { ...deed, action: 'schedule.except', schedule, after });
  return added;
}

export async function dropException(
  trx: Transaction,
  watch: Watch,
  deed: Steer & Parameters<typeof removeException>[2],
): Promise<RemoveExceptionOutcome> {
  const removed = await removeException(trx, watch.clock, deed);
  if (removed.outcome !== 'removed') return removed;
  const { exception, dropped } = removed;
  await tellOfDropped(trx, watch, deed.cause, dropped);
  const change = { before: exceptionFacts(exception), after: droppedRefs(dropped) };
  await note(trx, watch, { ...deed, action: 'schedule.unexcept', schedule: deed, ...change });
  return removed;
}

async function tellOfDropped(trx: Transaction, watch: Watch, cause: string, dropped: BookingDetails[]): Promise<void> {
  for (const details of dropped) {
    await noticeOfCancelledShift(trx, watch, { cause, details });
    recordLiveEvent(trx, watch.clock, { type: 'drop', ...shiftIds(details) });
  }
}

interface Noted extends Pick<Steer, 'actor' | 'channel'> {
  action: string;
  schedule: { scheduleId: number };
  before?: unknown;
  after?: unknown;
}

async function note(trx: Transaction, watch: Watch, noted: Noted): Promise<void> {
  const { actor, channel, action, schedule, before, after } = noted;
  const subject = `schedule:${schedule.scheduleId}`;
  await audit(trx, watch.clock, { actorUserId: actor.userId, channel, action, subject, before, after });
  recordLiveEvent(trx, watch.clock, { type: 'schedule_change', schedule_id: schedule.scheduleId });
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

function exceptionFacts({ skippedDate, addedStart }: ScheduleException) {
  return addedStart ? { add: addedStart.toISOString() } : { skip: skippedDate };
}

function droppedRefs(dropped: BookingDetails[]) {
  return dropped.length === 0 ? {} : { dropped: dropped.map(({ booking }) => booking.ref) };
}
