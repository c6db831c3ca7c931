import { isLocalDate, isZone } from '#src/platform/zoned-time.ts';
import { type CronProblem, findCronProblem } from './cron-problem.ts';
import type { ScheduleTerms } from './occurrences.ts';

export type RuleProblem =
  | { field: 'cronExpr'; problem: CronProblem }
  | { field: 'timezone'; problem: 'unknownZone' }
  | { field: 'startDate' | 'endDate'; problem: 'notADate' }
  | { field: 'endDate'; problem: 'beforeStart' }
  | { field: 'durationMinutes' | 'capacity'; problem: 'outOfRange' };
export type RuleCheck = { outcome: 'sound' } | { outcome: 'unsound'; problems: RuleProblem[] };

const LONGEST_SHIFT_MINUTES = 24 * 60;
const MOST_BOOKINGS = 99;

/** Whether the rule can produce shifts. An unsound rule produces none. */
export function checkRule(rule: ScheduleTerms): RuleCheck {
  const problems: RuleProblem[] = [];
  const cronProblem = findCronProblem(rule.cronExpr);
  if (cronProblem) problems.push({ field: 'cronExpr', problem: cronProblem });
  if (!isZone(rule.timezone)) problems.push({ field: 'timezone', problem: 'unknownZone' });
  problems.push(...dateProblems(rule));
  if (!isWithin(rule.durationMinutes, LONGEST_SHIFT_MINUTES))
    problems.push({ field: 'durationMinutes', problem: 'outOfRange' });
  if (!isWithin(rule.capacity, MOST_BOOKINGS)) problems.push({ field: 'capacity', problem: 'outOfRange' });
  return problems.length === 0 ? { outcome: 'sound' } : { outcome: 'unsound', problems };
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
