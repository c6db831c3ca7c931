import { DAY } from '#src/platform/duration.ts';
import { type CronRule, parseCron } from './cron-rule.ts';

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
  const rule = findRule(cronExpr);
  // the library also refuses dates that no month has
  if (!rule) return findUnreadableField(cronExpr) ? 'unreadable' : 'never';
  return daysOf(rule).next().done ? 'never' : undefined;
}

/** In the order of an expression. */
const FIELDS = ['minute', 'hour', 'day', 'month', 'weekday'] as const;

export interface UnreadableField {
  name: (typeof FIELDS)[number];
  /** What is written there. */
  words: string;
}

/** The first field that the library cannot read. */
export function findUnreadableField(cronExpr: string): UnreadableField | undefined {
  const fields = cronExpr.trim().split(/\s+/);
  for (const [index, name] of FIELDS.entries()) {
    const words = fields[index] ?? '';
    const alone = FIELDS.map((_, other) => (other === index ? words : '*')).join(' ');
    if (!findRule(alone)) return { name, words };
  }
  return undefined;
}

function findRule(cronExpr: string): CronRule | undefined {
  try {
    return parseCron(cronExpr);
  } catch {
    return undefined;
  }
}

/** After 28 years, dates have the same weekdays and leap days again. */
const CALENDAR_BEGINS = Date.UTC(2001, 0, 1);
const CALENDAR_ENDS = Date.UTC(2029, 0, 1);

/** The days on which the expression fires, as midnights in UTC: of 28 years, which is every kind of day that there is. */
export function* daysOf({ fallsOn }: CronRule): Generator<number, undefined> {
  for (let day = CALENDAR_BEGINS; day < CALENDAR_ENDS; day += DAY) if (fallsOn(day)) yield day;
}
