import { after, MINUTE } from '#src/platform/duration.ts';
import { addDays, instantAt, parseInstant, wallClockOf, weekdayOf } from '#src/platform/zoned-time.ts';

/** The buttons beside the clock. */
export const CLOCK_STEPS = ['five-minutes', 'next-timer', 'friday-night'] as const;
type ClockStep = (typeof CLOCK_STEPS)[number];

/** A button, or a local time such as `2026-11-27T23:45`. */
export type ClockChoice = { step: ClockStep } | { at: string };

/** `past`: the clock goes forward only. What has happened since would lie in the future. */
export type ClockTarget = { target: Date } | { refused: 'unreadable' | 'past' | 'tooFar' | 'noTimer' };

interface Present {
  now: Date;
  zone: string;
  /** When the next timer is due that is not due yet. */
  nextDueAt: Date | undefined;
}

const FRIDAY = 5;
const DAYS_A_WEEK = 7;
/** The clock stops at every timer on its way, so a slip of the finger in the year would take hours. */
const LONGEST_MOVE_DAYS = 366;

/** Where the clock is to go. Pure. */
export function chooseTarget(choice: ClockChoice, { now, zone, nextDueAt }: Present): ClockTarget {
  if ('at' in choice) return checkTarget(parseInstant(choice.at, zone), { now });
  switch (choice.step) {
    case 'five-minutes':
      return { target: after(now, 5 * MINUTE) };
    case 'next-timer':
      return nextDueAt ? { target: nextDueAt } : { refused: 'noTimer' };
    case 'friday-night':
      return { target: nextFridayNight(now, zone) };
  }
}

/** The next Friday 23:50 that is not over. */
export function nextFridayNight(now: Date, zone: string): Date {
  const today = wallClockOf(now, zone).date;
  const friday = addDays(today, (FRIDAY - weekdayOf(today) + DAYS_A_WEEK) % DAYS_A_WEEK);
  const night = instantAt(friday, 23, 50, zone);
  return night > now ? night : instantAt(addDays(friday, DAYS_A_WEEK), 23, 50, zone);
}

function checkTarget(target: Date | undefined, { now }: Pick<Present, 'now'>): ClockTarget {
  if (!target) return { refused: 'unreadable' };
  if (target <= now) return { refused: 'past' };
  return target > after(now, LONGEST_MOVE_DAYS * 24 * 60 * MINUTE) ? { refused: 'tooFar' } : { target };
}
