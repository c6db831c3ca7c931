import { laterOf } from '#src/platform/duration.ts';
import { afterQuietHours } from '#src/roster/shifts/quiet-hours.ts';
import { type ReminderHours, reminderTimes } from '#src/roster/shifts/reminder-times.ts';
import type { User } from '#src/volunteers/people/user.ts';
import type { BookingDetails } from './booking-details.ts';

export const REMINDER_KINDS = ['reminder_24h', 'reminder_2h'] as const;

/** One person's reminder of a shift, with the period in which it is sent. */
export interface Reminder {
  kind: (typeof REMINDER_KINDS)[number];
  user: User;
  from: Date;
  until: Date;
}

/** The reminders of a live booking that can still be sent, for each of its active people. Pure. */
export function remindersOf(details: BookingDetails, hours: ReminderHours, now: Date): Reminder[] {
  if (!details.booking.isLive) return [];
  const { shift } = details;
  const { dayBefore, soon } = reminderTimes(shift, shift.timezone, hours);
  const periods = [
    { kind: 'reminder_24h', from: dayBefore, until: soon },
    { kind: 'reminder_2h', from: soon, until: shift.startsAt },
  ] as const;
  return peopleOf(details).flatMap(({ user, since }) =>
    periods
      .filter(({ from, until }) => since < from && from < until && now < until)
      .map((period) => ({ ...period, user })),
  );
}

/** When it is sent, at the earliest from now. Only the reminder shortly before a shift is sent in quiet hours. */
export function reminderDueAt({ kind, from }: Reminder, zone: string, now: Date): Date {
  return kind === 'reminder_2h' || now < from ? from : laterOf(from, afterQuietHours(now, zone));
}

interface Person {
  user: User;
  /** When they came onto the shift. A reminder whose period had begun by then is left out. */
  since: Date;
}

function peopleOf({ booking, booker, buddyUser }: BookingDetails): Person[] {
  const agreed = booking.movedAt ?? booking.createdAt;
  const people = [{ user: booker, since: agreed }];
  if (buddyUser) people.push({ user: buddyUser, since: laterOf(agreed, booking.buddySince ?? agreed) });
  return people.filter(({ user }) => user.isActive);
}
