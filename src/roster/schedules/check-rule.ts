import { isLocalDate, isZone } from '#src/platform/zoned-time.ts';
import { type CronProblem, findCronProblem, findUnreadableField, type UnreadableField } from './cron-problem.ts';
import type { ScheduleTerms } from './occurrences.ts';
import { findStartsProblem, type StartsProblem, suggestCron } from './starts-problem.ts';

export type RuleProblem =
  | { field: 'cronExpr'; problem: Exclude<CronProblem, 'unreadable'> }
  | { field: 'cronExpr'; problem: 'unreadable'; unreadable: UnreadableField | undefined }
  | { field: 'timezone'; problem: 'unknownZone' }
  | { field: 'startDate' | 'endDate'; problem: 'notADate' }
  | { field: 'endDate'; problem: 'beforeStart' }
  | { field: 'durationMinutes' | 'capacity'; problem: 'outOfRange' }
  /** An added shift that is ahead overlaps another shift. */
  | { field: 'cronExpr' | 'durationMinutes' | 'timezone'; problem: 'addedOverlap' }
  | ProblemOfStarts;

/** `suggestion`: the expression that was probably meant. */
export type ProblemOfStarts = StartsProblem & {
  field: 'cronExpr' | 'durationMinutes';
  durationMinutes: number;
  suggestion: string | undefined;
};

export type RuleCheck = { outcome: 'sound' } | { outcome: 'unsound'; problems: RuleProblem[] };

export const LONGEST_SHIFT_MINUTES = 24 * 60;
export const MOST_BOOKINGS = 99;

/** Whether a rule may be stored. Rules with a problem of their starts may have been stored before these were refused. */
export function checkRule(rule: ScheduleTerms): RuleCheck {
  const problems: RuleProblem[] = [];
  const cronProblem = findCronProblem(rule.cronExpr);
  if (cronProblem === 'unreadable') {
    problems.push({ field: 'cronExpr', problem: cronProblem, unreadable: findUnreadableField(rule.cronExpr) });
  } else if (cronProblem) problems.push({ field: 'cronExpr', problem: cronProblem });
  if (!isZone(rule.timezone)) problems.push({ field: 'timezone', problem: 'unknownZone' });
  problems.push(...dateProblems(rule));
  if (!isWithin(rule.durationMinutes, LONGEST_SHIFT_MINUTES))
    problems.push({ field: 'durationMinutes', problem: 'outOfRange' });
  if (!isWithin(rule.capacity, MOST_BOOKINGS)) problems.push({ field: 'capacity', problem: 'outOfRange' });
  if (problems.length === 0) problems.push(...startsProblems(rule));
  return problems.length === 0 ? { outcome: 'sound' } : { outcome: 'unsound', problems };
}

export function isOfStarts(problem: RuleProblem): problem is ProblemOfStarts {
  return problem.problem === 'overlapping' || problem.problem === 'tooOften';
}

function startsProblems({ cronExpr, durationMinutes }: ScheduleTerms): ProblemOfStarts[] {
  const found = findStartsProblem(cronExpr, durationMinutes);
  if (!found) return [];
  return [{ ...found, field: 'cronExpr', durationMinutes, suggestion: suggestCron(cronExpr, durationMinutes) }];
}

function dateProblems({ startDate, endDate }: ScheduleTerms): RuleProblem[] {
  const problems: RuleProblem[] = [];
  if (startDate !== null && !isLocalDate(startDate)) problems.push({ field: 'startDate', problem: 'notADate' });
  if (endDate !== null && !isLocalDate(endDate)) problems.push({ field: 'endDate', problem: 'notADate' });
  if (problems.length === 0 && startDate !== null && endDate !== null && endDate < startDate)
    problems.push({ field: 'endDate', problem: 'beforeStart' });
  return problems;
}

function isWithin(value: number, most: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= most;
}
