import { before } from '#src/platform/duration.ts';
import { beforeQuietHours } from './quiet-hours.ts';

export interface ReminderTimes {
  dayBefore: Date;
  soon: Date;
}

/** When the two reminders of a shift are due. `first` and `second` are milliseconds before its start. */
export function reminderTimes(
  { startsAt }: { startsAt: Date },
  zone: string,
  { first, second }: { first: number; second: number },
): ReminderTimes {
  return { dayBefore: beforeQuietHours(before(startsAt, first), zone), soon: before(startsAt, second) };
}
