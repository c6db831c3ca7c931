import { CronExpressionParser } from 'cron-parser';
import { isLocalDate, isZone } from '#src/platform/zoned-time.ts';
import type { ScheduleTerms } from './occurrences.ts';

export type CronProblem = 'empty' | 'notFiveFields' | 'hashed' | 'unreadable' | 'never';
export type RuleProblem =
  | { field: 'cronExpr'; problem: CronProblem }
  | { field: 'timezone'; problem: 'unknownZone' }
  | { field: 'startDate' | 'endDate'; problem: 'notADate' }
  | { field: 'endDate'; problem: 'beforeStart' }
  | { field: 'durationMinutes' | 'capacity'; problem: 'outOfRange' };
export type RuleCheck = { outcome: 'sound' } | { outcome: 'unsound'; problems: RuleProblem[] };

const LONGEST_SHIFT_MINUTES = 24 * 60;
const MOST_BOOKINGS = 99;
/** An H that is a word of its own: not the one in THU or MARCH. */
const HASHED = /(^|[^a-z])H([^a-z]|$)/i;

/** Whether shifts can come from this rule at all. What is unsound offers none. */
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

/** The library reads an empty expression as "every minute", six fields with seconds first, and H as a random number. */
export function findCronProblem(cronExpr: string): CronProblem | undefined {
  const fields = cronExpr.trim().split(/\s+/);
  if (fields[0] === '') return 'empty';
  if (fields.length !== 5) return 'notFiveFields';
  if (fields.some((field) => HASHED.test(field))) return 'hashed';
  try {
    const expression = CronExpressionParser.parse(cronExpr, { tz: 'UTC', currentDate: new Date(0) });
    return expression.hasNext() ? undefined : 'never';
  } catch {
    return 'unreadable';
  }
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
