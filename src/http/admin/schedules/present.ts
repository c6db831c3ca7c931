import { presentSchedule } from '#src/http/shared/schedules/present.ts';
import { presentShift } from '#src/http/shared/shifts/present.ts';
import { toIso, toIsoOrNull } from '#src/platform/iso.ts';
import type { ScheduleWithExceptions } from '#src/roster/schedules/list-schedules.ts';
import { nextOccurrences } from '#src/roster/schedules/next-occurrences.ts';
import type { StoredException } from '#src/roster/schedules/schedule-exception.ts';

const PREVIEWED = 10;

export function presentWhole(schedule: ScheduleWithExceptions) {
  return {
    ...presentSchedule(schedule),
    meeting_place: schedule.meetingPlace,
    exceptions: schedule.exceptions.map(presentException),
  };
}

/** With its next shifts. */
export function presentPreviewed(schedule: ScheduleWithExceptions, now: Date) {
  return { ...presentWhole(schedule), next_shifts: nextOccurrences(schedule, now, PREVIEWED).map(presentShift) };
}

export function presentException({ scheduleExceptionId, skippedDate, addedStart, reason, createdAt }: StoredException) {
  return {
    exception_id: scheduleExceptionId,
    skip: skippedDate,
    add: toIsoOrNull(addedStart),
    reason,
    created_at: toIso(createdAt),
  };
}
