import { CronExpressionParser } from 'cron-parser';
import { after, before, DAY, MINUTE, SECOND } from '#src/platform/duration.ts';
import { instantAt, type LocalDate, localDateOf, startOfDay, wallClockOf } from '#src/platform/zoned-time.ts';

/** A clock is set back by an hour nearly everywhere, and by half an hour on Lord Howe Island. */
const CLOCK_SET_BACK = [30 * MINUTE, 60 * MINUTE];
const HOURS_A_DAY = 24;
/** Two fortnights of days for a thousand expressions: a few megabytes. */
const MEMO_SIZE = 30_000;

const memo = new Map<string, readonly number[]>();

/**
 * The instants of a local day at which the expression fires, in ascending milliseconds. A time that a clock change skips
 * moves forward by the gap. A time that comes twice counts once, the first time, unless the expression names every hour.
 * Throws on an expression that `findCronProblem` refuses.
 */
export function cronTimesOn(cronExpr: string, timezone: string, date: LocalDate): readonly number[] {
  const key = `${cronExpr}|${timezone}|${date}`;
  const known = memo.get(key);
  if (known) return known;
  const times = computeTimes(cronExpr, timezone, date);
  const oldest = memo.size >= MEMO_SIZE ? memo.keys().next().value : undefined;
  if (oldest !== undefined) memo.delete(oldest);
  memo.set(key, times);
  return times;
}

/**
 * The library only computes wall-clock times, in UTC, where no clock changes. Given a zone, it throws on the clock change of
 * Lord Howe Island and skips hours elsewhere. The day before is included, because a clock change at 23:00 moves its last hour
 * into this day.
 */
function computeTimes(cronExpr: string, timezone: string, date: LocalDate): number[] {
  const dayStart = startOfDay(date, 'UTC');
  const dayEnd = after(dayStart, DAY);
  const expression = CronExpressionParser.parse(cronExpr, {
    tz: 'UTC',
    currentDate: before(dayStart, DAY + SECOND),
  });
  const isEveryHour = expression.fields.hour.values.length === HOURS_A_DAY;
  const times = new Set<number>();
  for (let wall = expression.next().toDate(); wall < dayEnd; wall = expression.next().toDate()) {
    for (const instant of instantsShowing(wall, timezone, isEveryHour)) {
      if (localDateOf(instant, timezone) === date) times.add(instant.getTime());
    }
  }
  return [...times].sort((a, b) => a - b);
}

function instantsShowing(wall: Date, timezone: string, isEveryHour: boolean): Date[] {
  const { date, hour, minute } = wallClockOf(wall, 'UTC');
  const first = instantAt(date, hour, minute, timezone);
  if (!isEveryHour) return [first];
  const shown = wallClockOf(first, timezone);
  const again = CLOCK_SET_BACK.map((setBack) => after(first, setBack)).filter((later) => {
    const clock = wallClockOf(later, timezone);
    return clock.hour === shown.hour && clock.minute === shown.minute;
  });
  return [first, ...again];
}
