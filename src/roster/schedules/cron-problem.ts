import { CronExpressionParser } from 'cron-parser';

export type CronProblem = 'empty' | 'notFiveFields' | 'hashed' | 'unreadable' | 'never';

/** Matches an H that is a word by itself, not the H in THU or MARCH. */
const HASHED = /(^|[^a-z])H([^a-z]|$)/i;

/**
 * Refuses what the library misreads: an empty expression means "every minute" to it, six fields begin with seconds, and H is
 * a random number.
 */
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
