import { after, before, MINUTE } from '#src/platform/duration.ts';
import { localDateOf } from '#src/platform/zoned-time.ts';
import { nearExceptions } from './near-exceptions.ts';
import { occurrencesBetween, type ScheduleRule, type Shift, shiftAt } from './occurrences.ts';

/** The shift of the rule that a shift with this start overlaps. A shift with the same start does not count. */
export function findOverlapped(rule: ScheduleRule, start: Date): Shift | undefined {
  const duration = rule.durationMinutes * MINUTE;
  const around = occurrencesBetween(rule, after(before(start, duration), 1), after(start, duration));
  return around.find(({ startsAt }) => startsAt.getTime() !== start.getTime());
}

/** The first added shift that is ahead and overlaps another shift. */
export function findAddedOverlap(rule: ScheduleRule, now: Date): Shift | undefined {
  const near = nearExceptions(rule);
  for (const { addedStart } of rule.exceptions) {
    if (!addedStart || addedStart < now) continue;
    const there = { ...rule, exceptions: near(localDateOf(addedStart, rule.timezone)) };
    const shift = shiftAt(there, addedStart);
    if (shift && findOverlapped(there, addedStart)) return shift;
  }
  return undefined;
}
