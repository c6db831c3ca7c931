import { type CronExpression, CronExpressionParser } from 'cron-parser';
import { LRUCache } from 'lru-cache';
import { DAY } from '#src/platform/duration.ts';

/** More starts of one schedule on a day are a mistake in the expression. Also bounds what a stored schedule costs. */
export const MOST_STARTS_A_DAY = 48;

const HOURS_A_DAY = 24;
const MINUTES_AN_HOUR = 60;

/** A cron expression as a calendar reads it, without a time zone. */
export interface CronRule {
  minutes: readonly number[];
  hours: readonly number[];
  /** Its starts on a day, in minutes after midnight, ascending. Not limited: there may be 1,440. */
  minutesOfDay: readonly number[];
  namesEveryHour: boolean;
  /** `midnight` is that of the calendar day in UTC, in milliseconds. */
  fallsOn(midnight: number): boolean;
}

const parsed = new LRUCache<string, CronRule>({ max: 1_000 });

/** Throws on an expression that the library cannot read. Never searches for dates, so every expression costs the same. */
export function parseCron(cronExpr: string): CronRule {
  const known = parsed.get(cronExpr);
  if (known) return known;
  const { fields } = CronExpressionParser.parse(cronExpr, { tz: 'UTC', currentDate: new Date(0) });
  const minutes = [...new Set<number>(fields.minute.values)];
  const hours = [...new Set<number>(fields.hour.values)];
  const rule = {
    minutes,
    hours,
    minutesOfDay: hours.flatMap((hour) => minutes.map((minute) => hour * MINUTES_AN_HOUR + minute)),
    namesEveryHour: hours.length === HOURS_A_DAY,
    fallsOn: dayMatcher(fields),
  };
  parsed.set(cronExpr, rule);
  return rule;
}

/** As in Vixie cron: if both a day of the month and a weekday are given, either will do. */
function dayMatcher({ month, dayOfMonth, dayOfWeek }: CronExpression['fields']): CronRule['fallsOn'] {
  const months = new Set<number>(month.values);
  const dates = new Set<number | string>(dayOfMonth.values);
  const weekdays = new Set<number>(dayOfWeek.values.flatMap((value) => (typeof value === 'number' ? [value % 7] : [])));
  // `5L` is the last Friday of the month
  const lastWeekdays = new Set(
    dayOfWeek.hasLastChar ? dayOfWeek.values.map((value) => Number.parseInt(`${value}`, 10) % 7) : [],
  );
  const { nthDay } = dayOfWeek;
  return (midnight) => {
    const day = new Date(midnight);
    if (!months.has(day.getUTCMonth() + 1)) return false;
    const [date, weekday] = [day.getUTCDate(), day.getUTCDay()];
    const isWeekday =
      (weekdays.has(weekday) && (nthDay <= 0 || Math.ceil(date / 7) === nthDay)) ||
      (lastWeekdays.has(weekday) && isInNextMonth(midnight + 7 * DAY, day));
    const isDate = dates.has(date) || (dayOfMonth.hasLastChar && isInNextMonth(midnight + DAY, day));
    if (dayOfMonth.isWildcard) return dayOfWeek.isWildcard || isWeekday;
    return dayOfWeek.isWildcard ? isDate : isDate || isWeekday;
  };
}

function isInNextMonth(later: number, day: Date): boolean {
  return new Date(later).getUTCMonth() !== day.getUTCMonth();
}
