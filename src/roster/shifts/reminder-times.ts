import { before } from '#src/platform/duration.ts';
import { addDays, instantAt, wallClockOf } from '#src/platform/zoned-time.ts';

const QUIET_FROM_HOUR = 21;
const QUIET_TO_HOUR = 8;
const INSTEAD_AT_HOUR = 18;

export interface ReminderTimes {
  dayBefore: Date;
  soon: Date;
}

/** When the two reminders of a shift ring; `first` and `second` are milliseconds before its start. */
export function reminderTimes(
  { startsAt }: { startsAt: Date },
  zone: string,
  { first, second }: { first: number; second: number },
): ReminderTimes {
  return { dayBefore: awakeTime(before(startsAt, first), zone), soon: before(startsAt, second) };
}

/** The moment itself or, if it would wake people, the last 18:00 before it. */
function awakeTime(moment: Date, zone: string): Date {
  const { date, hour } = wallClockOf(moment, zone);
  if (hour >= QUIET_TO_HOUR && hour < QUIET_FROM_HOUR) return moment;
  return instantAt(hour < QUIET_TO_HOUR ? addDays(date, -1) : date, INSTEAD_AT_HOUR, 0, zone);
}
