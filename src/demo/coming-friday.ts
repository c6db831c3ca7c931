import { addDays, instantAt, localDateOf, weekdayOf } from '#src/platform/zoned-time.ts';

const FRIDAY = 5;

/** 21:00 on the next Friday, or today if today is a Friday. */
export function comingFriday(now: Date, zone: string): Date {
  const today = localDateOf(now, zone);
  return instantAt(addDays(today, (FRIDAY - weekdayOf(today) + 7) % 7), 21, 0, zone);
}
