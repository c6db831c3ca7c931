import { addDays, instantAt, wallClockOf } from '#src/platform/zoned-time.ts';

/** From 21:00 to 08:00 no text may wake a volunteer, unless their shift is close. */
export const QUIET_FROM_HOUR = 21;
export const QUIET_UNTIL_HOUR = 8;
/** A text that would fall into the quiet hours is sent at this hour of the evening before. */
const INSTEAD_AT_HOUR = 18;

export function isQuiet(instant: Date, zone: string): boolean {
  const { hour } = wallClockOf(instant, zone);
  return hour >= QUIET_FROM_HOUR || hour < QUIET_UNTIL_HOUR;
}

/** The instant itself or, in quiet hours, the last 18:00 before them. */
export function beforeQuietHours(instant: Date, zone: string): Date {
  if (!isQuiet(instant, zone)) return instant;
  const { date, hour } = wallClockOf(instant, zone);
  return instantAt(hour < QUIET_UNTIL_HOUR ? addDays(date, -1) : date, INSTEAD_AT_HOUR, 0, zone);
}

/** The instant itself or, in quiet hours, the 08:00 at which they end. */
export function afterQuietHours(instant: Date, zone: string): Date {
  if (!isQuiet(instant, zone)) return instant;
  const { date, hour } = wallClockOf(instant, zone);
  return instantAt(hour < QUIET_UNTIL_HOUR ? date : addDays(date, 1), QUIET_UNTIL_HOUR, 0, zone);
}
