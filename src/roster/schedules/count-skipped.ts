import { addDays, isZone } from '#src/platform/zoned-time.ts';
import { nightOf } from './night.ts';
import { occurrencesOn, type ScheduleException, type ScheduleRule } from './occurrences.ts';

/** How many regular shifts an exception takes away. A skipped day on which the schedule has none takes away none. */
export function countSkipped(rule: ScheduleRule, { skippedDate, skippedNight }: ScheduleException): number {
  const plain = { ...rule, exceptions: [] };
  if (skippedDate !== null) return occurrencesOn(plain, skippedDate).length;
  if (skippedNight === null || !isZone(rule.timezone)) return 0;
  return [skippedNight, addDays(skippedNight, 1)]
    .flatMap((date) => occurrencesOn(plain, date))
    .filter(({ startsAt }) => nightOf(startsAt, rule.timezone) === skippedNight).length;
}
