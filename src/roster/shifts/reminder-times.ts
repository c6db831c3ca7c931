import { before } from '#src/platform/duration.ts';
import { beforeQuietHours } from './quiet-hours.ts';

export interface ReminderTimes {
  dayBefore: Date;
  soon: Date;
}

/** How long before the start of a shift the two reminders are sent, in milliseconds. */
export interface ReminderHours {
  first: number;
  second: number;
}

/** When the two reminders of a shift are due. */
export function reminderTimes(
  { startsAt }: { startsAt: Date },
  zone: string,
  { first, second }: ReminderHours,
): ReminderTimes {
  return { dayBefore: beforeQuietHours(before(startsAt, first), zone), soon: before(startsAt, second) };
}
