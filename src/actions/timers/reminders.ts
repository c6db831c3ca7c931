import { subjectOfBooking } from '#src/asks/subject-of-booking.ts';
import type { Transaction } from '#src/db/connect.ts';
import { planTimers, type TimerPlan } from '#src/db/timers/plan-timers.ts';
import { type NewTimer, scheduleTimers } from '#src/db/timers/schedule-timers.ts';
import { idOfSubject, type ShortTimerKind, TIMER_PRIORITY } from '#src/db/timers/timer.ts';
import { notifyOfShiftAhead, reminderKey } from '#src/notices/shifts/notify-of-shift-ahead.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { findUnchangingBooking } from '#src/roster/bookings/booking.ts';
import { type BookingDetails, detailsOfBooking } from '#src/roster/bookings/booking-details.ts';
import { REMINDER_KINDS, reminderDueAt, remindersOf } from '#src/roster/bookings/reminders-of.ts';

/** Schedules the reminders of new bookings. */
export async function scheduleReminders(
  trx: Transaction,
  settings: WatchSettings,
  bookings: readonly BookingDetails[],
): Promise<void> {
  await scheduleTimers(trx, settings, reminderTimersOf(settings, bookings));
}

/**
 * Schedules the reminders of bookings that have changed, and ends those that are no longer needed. The caller has locked the
 * bookings.
 */
export async function planReminders(
  trx: Transaction,
  settings: WatchSettings,
  bookings: readonly BookingDetails[],
): Promise<void> {
  if (bookings.length > 0) await planTimers(trx, settings, reminderPlan(settings, bookings));
}

/** Ends the reminders of dropped bookings. */
export async function endReminders(
  trx: Transaction,
  settings: WatchSettings,
  bookings: readonly Pick<BookingDetails, 'booking'>[],
): Promise<void> {
  const subjects = bookings.map(({ booking }) => subjectOfBooking(booking.bookingId));
  if (subjects.length > 0) await planTimers(trx, settings, { subjects, kinds: REMINDER_KINDS, timers: [] });
}

export function reminderPlan(settings: WatchSettings, bookings: readonly BookingDetails[]): TimerPlan {
  return {
    subjects: bookings.map(({ booking }) => subjectOfBooking(booking.bookingId)),
    kinds: REMINDER_KINDS,
    timers: reminderTimersOf(settings, bookings),
  };
}

function reminderTimersOf({ clock, reminders }: WatchSettings, bookings: readonly BookingDetails[]): NewTimer[] {
  const now = clock.now();
  return bookings.flatMap((details) =>
    remindersOf(details, reminders, now).map((reminder) => ({
      kind: reminder.kind,
      key: reminderKey(details, reminder),
      subject: subjectOfBooking(details.booking.bookingId),
      userId: reminder.user.userId,
      priority: TIMER_PRIORITY.ask,
      dueAt: reminderDueAt(reminder, details.shift.timezone, now),
      validUntil: reminder.until,
    })),
  );
}

/** Reminds one person, if they are still on the shift at that time. */
export function reminder(settings: WatchSettings): ShortTimerKind {
  return {
    priority: TIMER_PRIORITY.ask,
    run: async (trx, timer) => {
      // whoever is changing the booking has seen this timer as running, and counts on our check
      const booking = await findUnchangingBooking(trx, idOfSubject(timer.subject));
      if (!booking) return 'not_needed';
      const details = await detailsOfBooking(trx, booking);
      const now = settings.clock.now();
      const due = remindersOf(details, settings.reminders, now).find((one) => reminderKey(details, one) === timer.key);
      if (!due) return 'not_needed';
      const dueAt = reminderDueAt(due, details.shift.timezone, now);
      if (now < dueAt) return { again: dueAt };
      await notifyOfShiftAhead(trx, settings, { details, reminder: due });
      return 'done';
    },
  };
}
