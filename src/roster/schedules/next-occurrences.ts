import { after, DAY, laterOf } from '#src/platform/duration.ts';
import { isZone, startOfDay } from '#src/platform/zoned-time.ts';
import { occurrencesBetween, type ScheduleRule, type Shift } from './occurrences.ts';

/** Somewhat more than a leap year. A schedule with fewer shifts than one a year shows one or none. */
const HORIZON = 400 * DAY;

/** The next `count` shifts, from now or from the schedule's first day, at most about a year ahead. */
export function nextOccurrences(rule: ScheduleRule, now: Date, count: number): Shift[] {
  if (!isZone(rule.timezone)) return [];
  const first = rule.startDate === null ? now : laterOf(now, startOfDay(rule.startDate, rule.timezone));
  const shifts: Shift[] = [];
  for (let from = first; from < after(first, HORIZON) && shifts.length < count; from = after(from, DAY)) {
    shifts.push(...occurrencesBetween(rule, from, after(from, DAY)));
  }
  return shifts.slice(0, count);
}
