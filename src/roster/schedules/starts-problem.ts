import { DAY, MINUTE } from '#src/platform/duration.ts';
import { daysOf } from './cron-problem.ts';
import { type CronRule, MOST_STARTS_A_DAY, parseCron } from './cron-rule.ts';

const MINUTES_A_DAY = DAY / MINUTE;
const MINUTES_AN_HOUR = 60;
/** Starts that are so many hours apart come at the same hours each day. */
const EVEN_STEPS = [1, 2, 3, 4, 6, 8, 12, 24];

export type StartsProblem = { problem: 'overlapping'; minutesApart: number } | { problem: 'tooOften'; starts: number };

/**
 * Whether the shifts of an expression overlap each other, or are too many. Read from the wall clock: that a clock change
 * once a year brings two shifts together is no mistake in the expression.
 */
export function findStartsProblem(cronExpr: string, durationMinutes: number): StartsProblem | undefined {
  const cron = parseCron(cronExpr);
  const minutesApart = shortestGap(cron);
  if (minutesApart < durationMinutes) return { problem: 'overlapping', minutesApart };
  const starts = cron.minutesOfDay.length;
  return starts > MOST_STARTS_A_DAY ? { problem: 'tooOften', starts } : undefined;
}

/** What was probably meant by an expression with this problem: `0 20 * * 6` for `* 20 * * 6`. */
export function suggestCron(cronExpr: string, durationMinutes: number): string | undefined {
  const { minutes, hours, namesEveryHour } = parseCron(cronExpr);
  const [minute = 0] = minutes;
  const [, hourWords, ...dayWords] = cronExpr.trim().split(/\s+/);
  const withHours = (words: string | undefined) => [minute, words, ...dayWords].join(' ');
  const step = EVEN_STEPS.find((apart) => apart * MINUTES_AN_HOUR >= durationMinutes);
  const candidates = [
    withHours(hourWords),
    ...(namesEveryHour ? [withHours(step === 24 ? '0' : `*/${step}`)] : []),
    withHours(spaced(hours, durationMinutes).join(',')),
  ];
  return candidates.find((candidate) => findStartsProblem(candidate, durationMinutes) === undefined);
}

/** The hours that are left if each shift has to end before the next one begins, also after midnight. */
function spaced(hours: readonly number[], durationMinutes: number): number[] {
  const kept: number[] = [];
  const [first = 0] = hours;
  for (const hour of hours) {
    const sinceLast = (hour - (kept.at(-1) ?? Number.NEGATIVE_INFINITY)) * MINUTES_AN_HOUR;
    const untilFirst = (first - hour) * MINUTES_AN_HOUR + MINUTES_A_DAY;
    if (sinceLast >= durationMinutes && untilFirst >= durationMinutes) kept.push(hour);
  }
  return kept;
}

/** In minutes, between the starts of one day or of two days in a row. */
function shortestGap(cron: CronRule): number {
  const { minutesOfDay } = cron;
  const gaps = minutesOfDay.slice(1).map((minute, index) => minute - (minutesOfDay[index] ?? 0));
  const overnight = MINUTES_A_DAY + (minutesOfDay[0] ?? 0) - (minutesOfDay.at(-1) ?? 0);
  // only a longer day than a whole one is told apart by whether the next day has a shift
  const shortest = Math.min(MINUTES_A_DAY, ...gaps);
  return overnight < shortest && firesTwoDaysRunning(cron) ? overnight : shortest;
}

function firesTwoDaysRunning(cron: CronRule): boolean {
  for (const day of daysOf(cron)) if (cron.fallsOn(day + DAY)) return true;
  return false;
}
