import { presentSchedule } from '#src/http/shared/schedules/present.ts';
import { presentShift } from '#src/http/shared/shifts/present.ts';
import { toIso, toIsoOrNull } from '#src/platform/iso.ts';
import { skippedCounter } from '#src/roster/schedules/count-skipped.ts';
import type { ScheduleWithExceptions } from '#src/roster/schedules/list-schedules.ts';
import { nextOccurrences } from '#src/roster/schedules/next-occurrences.ts';
import type { StoredException } from '#src/roster/schedules/schedule-exception.ts';

const PREVIEWED = 10;

export function presentWhole(schedule: ScheduleWithExceptions) {
  return {
    ...presentSchedule(schedule),
    meeting_place: schedule.meetingPlace,
    exceptions: schedule.exceptions.map(exceptionPresenter(schedule)),
  };
}

/** With its next shifts. */
export function presentPreviewed(schedule: ScheduleWithExceptions, now: Date) {
  return { ...presentWhole(schedule), next_shifts: nextOccurrences(schedule, now, PREVIEWED).map(presentShift) };
}

export function exceptionPresenter(schedule: ScheduleWithExceptions) {
  const countSkipped = skippedCounter(schedule);
  return (exception: StoredException) => {
    const { scheduleExceptionId, skippedDate, skippedNight, addedStart, reason, createdAt } = exception;
    return {
      exception_id: scheduleExceptionId,
      skip: skippedDate,
      night: skippedNight,
      add: toIsoOrNull(addedStart),
      skipped_shifts: addedStart ? null : countSkipped(exception),
      reason,
      created_at: toIso(createdAt),
    };
  };
}
