import { CronExpressionParser } from 'cron-parser';
import { after, before, DAY, MINUTE, SECOND } from '#src/platform/duration.ts';
import { instantAt, type LocalDate, localDateOf, startOfDay, wallClockOf } from '#src/platform/zoned-time.ts';

/** How far a clock can be put back: an hour nearly everywhere, half an hour on Lord Howe Island. */
const CLOCK_SET_BACK = [30 * MINUTE, 60 * MINUTE];
const HOURS_A_DAY = 24;
/** The days of a fortnight for a thousand different expressions, twice; a few megabytes at most. */
const MEMO_SIZE = 30_000;

const memo = new Map<string, readonly number[]>();

/**
 * The instants (milliseconds, ascending) on a local day at which the expression says that something begins. A time that
 * a DST change skips moves forward by the gap; one that comes twice counts the first time, unless the expression names
 * every hour of the day. Throws on an expression that `checkCron` refuses.
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
 * The library is asked about wall-clock time only, in UTC, where no clock changes: given a zone, it throws on Lord Howe's
 * change and skips hours in other places. The day before is asked too: a change at 23:00 moves its last hour into this day.
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
