import { addDays } from '#src/platform/zoned-time.ts';
import { nearExceptions } from './near-exceptions.ts';
import { occurrencesOn, type ScheduleException, type ScheduleTerms } from './occurrences.ts';

type Numbered = ScheduleException & { scheduleExceptionId: number };

/**
 * Says of each exception how many shifts it takes away. Shifts that had started, and those that an older exception takes
 * away already, do not count.
 */
export function skippedCounter(rule: ScheduleTerms & { exceptions: readonly Numbered[] }): (one: Numbered) => number {
  const near = nearExceptions(rule);
  return (exception) => {
    const { scheduleExceptionId, skippedDate, skippedNight } = exception;
    const date = skippedDate ?? skippedNight;
    if (date === null) return 0;
    const older = near(date).filter((other) => other.scheduleExceptionId < scheduleExceptionId);
    const countWith = (exceptions: readonly Numbered[]) =>
      [date, addDays(date, 1)].flatMap((day) => occurrencesOn({ ...rule, exceptions }, day)).length;
    return countWith(older) - countWith([...older, exception]);
  };
}
