import { invalidFields } from '#src/http/framework/invalid-field.ts';
import { Problem } from '#src/http/framework/problem.ts';
import type { WouldOrphan } from '#src/roster/schedules/change-schedule.ts';
import type { RuleProblem } from '#src/roster/schedules/check-rule.ts';
import { presentRosterBooking } from '../bookings/present.ts';

const FIELDS: Record<RuleProblem['field'], string> = {
  cronExpr: 'cron_expr',
  timezone: 'timezone',
  startDate: 'start_date',
  endDate: 'end_date',
  durationMinutes: 'duration_minutes',
  capacity: 'capacity',
};

const MESSAGES: Record<RuleProblem['problem'], string> = {
  empty: 'is empty',
  notFiveFields: 'must have five fields: minute, hour, day, month, weekday',
  hashed: 'must not have an H',
  unreadable: 'can not be read as a cron expression',
  never: 'never comes',
  unknownZone: 'is no IANA time zone',
  notADate: 'is no date',
  beforeStart: 'lies before start_date',
  outOfRange: 'is too small or too large: up to 1440 minutes, up to 99 bookings',
};

export function unsound(problems: readonly RuleProblem[]): Problem {
  const errors = problems.map(({ field, problem }) => ({ path: `body.${FIELDS[field]}`, message: MESSAGES[problem] }));
  return invalidFields(errors);
}

/** With the bookings, so that the coordinator knows whom it is about. */
export function wouldOrphan({ orphans }: WouldOrphan): Problem {
  const count = orphans.length === 1 ? '1 booking has' : `${orphans.length} bookings have`;
  const detail = `${count} no shift after it. Move them first, or repeat with ?drop=orphans: they are freed and told.`;
  return new Problem('would_orphan', detail, {
    extra: { bookings: orphans.map((each) => presentRosterBooking(each)) },
  });
}

export function noSuchSchedule(): Problem {
  return new Problem('not_found', 'There is no such schedule.');
}
