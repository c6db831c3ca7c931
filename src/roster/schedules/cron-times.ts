import { DAY, MINUTE } from '#src/platform/duration.ts';
import { type DayOffsets, type LocalDate, offsetsAround } from '#src/platform/zoned-time.ts';
import { MOST_STARTS_A_DAY, parseCron } from './cron-rule.ts';

/**
 * The instants of a local day at which the expression fires, in ascending milliseconds. A time that a clock change skips
 * moves forward by the gap. A time that comes twice counts once, the first time, unless the expression names every hour.
 * Of an expression with more than `MOST_STARTS_A_DAY` times, stored before that was refused, the first ones count. Throws
 * on an expression that `findCronProblem` refuses.
 */
export function cronTimesOn(cronExpr: string, timezone: string, date: LocalDate): readonly number[] {
  const { minutesOfDay, namesEveryHour, fallsOn } = parseCron(cronExpr);
  const midnight = Date.parse(date);
  const offsets = offsetsAround(date, timezone);
  const wallsOn = (day: number) =>
    fallsOn(day) ? minutesOfDay.slice(0, MOST_STARTS_A_DAY).map((minute) => day + minute * MINUTE) : [];
  if (offsets.before === offsets.after) return wallsOn(midnight).map((wall) => wall - offsets.before);
  // a clock change at 23:00 moves the last hour of the day before into this day
  const walls = [...wallsOn(midnight - DAY), ...wallsOn(midnight)];
  const times = walls
    .flatMap((wall) => instantsShowing(wall, offsets, namesEveryHour))
    .filter((instant) => startOfWallDay(instant, offsets) === midnight);
  return [...new Set(times)].sort((one, other) => one - other);
}

function instantsShowing(wall: number, { before, after, changesAt }: DayOffsets, isTwice: boolean): number[] {
  const first = wall - before;
  const second = wall - after;
  const instants = [...(first < changesAt ? [first] : []), ...(second >= changesAt ? [second] : [])];
  if (instants.length === 0) return [first];
  return isTwice ? instants : [Math.min(...instants)];
}

function startOfWallDay(instant: number, { before, after, changesAt }: DayOffsets): number {
  return Math.floor((instant + (instant < changesAt ? before : after)) / DAY) * DAY;
}
