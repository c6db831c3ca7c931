import { addDays, isZone, type LocalDate, localDateOf } from '#src/platform/zoned-time.ts';
import type { ScheduleException } from './occurrences.ts';

interface Excepted<Exception extends ScheduleException> {
  timezone: string;
  exceptions: readonly Exception[];
}

/**
 * Finds the exceptions that decide about a date, the day before and the day after. A schedule with thousands of exceptions
 * goes through them once.
 */
export function nearExceptions<Exception extends ScheduleException>({ timezone, exceptions }: Excepted<Exception>) {
  const byDate = Map.groupBy(exceptions, ({ skippedDate, skippedNight, addedStart }) => {
    if (addedStart) return isZone(timezone) ? localDateOf(addedStart, timezone) : null;
    return skippedDate ?? skippedNight;
  });
  // the night before the day before lasts into it
  return (date: LocalDate): Exception[] => [-2, -1, 0, 1].flatMap((days) => byDate.get(addDays(date, days)) ?? []);
}
