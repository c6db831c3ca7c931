import { invalidFields } from '#src/http/framework/invalid-field.ts';
import { Problem } from '#src/http/framework/problem.ts';
import type { WouldOrphan } from '#src/roster/schedules/change-schedule.ts';
import { isOfStarts, type ProblemOfStarts, type RuleProblem } from '#src/roster/schedules/check-rule.ts';
import type { UnreadableField } from '#src/roster/schedules/cron-problem.ts';
import { MOST_STARTS_A_DAY } from '#src/roster/schedules/cron-rule.ts';
import { presentRosterBooking } from '../bookings/present.ts';

const FIELDS: Record<RuleProblem['field'], string> = {
  cronExpr: 'cron_expr',
  timezone: 'timezone',
  startDate: 'start_date',
  endDate: 'end_date',
  durationMinutes: 'duration_minutes',
  capacity: 'capacity',
};

const MESSAGES: Record<Exclude<RuleProblem['problem'], ProblemOfStarts['problem'] | 'unreadable'>, string> = {
  empty: 'is empty',
  notFiveFields: 'must have five fields: minute, hour, day, month, weekday',
  hashed: 'must not contain H',
  never: 'matches no time',
  unknownZone: 'not an IANA time zone',
  notADate: 'not a date',
  beforeStart: 'must not be before start_date',
  addedOverlap: 'makes an added shift overlap another shift of the schedule. Delete the added shift first',
  outOfRange: 'out of range: 1 to 1440 minutes, 1 to 99 slots',
};

/** What each field takes. */
const CRON_VALUES: Record<UnreadableField['name'], string> = {
  minute: '0 to 59',
  hour: '0 to 23',
  day: '1 to 31, or L for the last day',
  month: '1 to 12, or JAN to DEC',
  weekday: '0 to 7, or SUN to SAT',
};

export function unsound(problems: readonly RuleProblem[]): Problem {
  const errors = problems.map((problem) => ({ path: `body.${FIELDS[problem.field]}`, message: messageOf(problem) }));
  return invalidFields(errors);
}

function messageOf(problem: RuleProblem): string {
  if (problem.problem === 'unreadable') return unreadable(problem.unreadable);
  if (!isOfStarts(problem)) return MESSAGES[problem.problem];
  const { suggestion } = problem;
  const meant = suggestion === undefined ? '' : `. Did you mean ${suggestion}?`;
  if (problem.problem === 'tooOften')
    return `begins ${problem.starts} times a day, and ${MOST_STARTS_A_DAY} is the most${meant}`;
  const { durationMinutes, minutesApart } = problem;
  return `its shifts overlap: each lasts ${durationMinutes} min, but some begin only ${minutesApart} min apart${meant}`;
}

function unreadable(field: UnreadableField | undefined): string {
  if (!field) return 'is not a cron expression';
  const { name, words } = field;
  return `its ${name} cannot be read: ${words}. It takes ${CRON_VALUES[name]}; *, lists (1,5), ranges (1-5) and steps (*/2)`;
}

/** Lists the bookings, so that the coordinator knows whom the change affects. */
export function wouldOrphan({ orphans }: WouldOrphan): Problem {
  const count =
    orphans.length === 1 ? '1 booking would lose its shift' : `${orphans.length} bookings would lose their shift`;
  const detail = `${count}. Move them first, or repeat with ?drop=orphans to drop them and tell their people.`;
  return new Problem('would_orphan', detail, {
    extra: { bookings: orphans.map((each) => presentRosterBooking(each)) },
  });
}

export function noSuchSchedule(): Problem {
  return new Problem('not_found', 'There is no such schedule.');
}
