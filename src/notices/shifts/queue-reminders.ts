import type { Transaction } from '#src/db/connect.ts';
import { listQueuedKeys } from '#src/messaging/outbox/enqueue.ts';
import { keyOf, type Notice, notify } from '#src/notices/notify.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { after, laterOf } from '#src/platform/duration.ts';
import { type BookingDetails, listBookingsBetween } from '#src/roster/bookings/booking-details.ts';
import { isQuiet, LONGEST_ADVANCE } from '#src/roster/shifts/quiet-hours.ts';
import { reminderTimes } from '#src/roster/shifts/reminder-times.ts';
import type { Texts } from '#src/texts/texts.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { companionWords, shiftFactsOf } from './shift-facts.ts';

/** Queues due reminders. Each is queued once, however often and in how many processes this runs. Returns how many it queued. */
export async function queueReminders(trx: Transaction, settings: WatchSettings): Promise<number> {
  const now = settings.clock.now();
  const horizon = after(now, Math.max(settings.reminders.first, settings.reminders.second) + LONGEST_ADVANCE);
  const ahead = await listBookingsBetween(trx, now, horizon);
  const due = ahead.flatMap((details) => peopleOf(details).flatMap((person) => listDue(settings, details, person)));
  // most of these were queued in an earlier minute, and one query finds them all
  const known = new Set(
    await listQueuedKeys(
      trx,
      due.map(({ user, notice }) => keyOf(notice.cause, user)),
    ),
  );
  let queued = 0;
  for (const { user, notice } of due) {
    if (!known.has(keyOf(notice.cause, user)) && (await notify(trx, settings, user, notice))) queued += 1;
  }
  return queued;
}

interface Person {
  user: User;
  /** When they came onto the shift. A reminder whose window had begun by then is left out. */
  since: Date;
}

function peopleOf({ booking, booker, buddyUser }: BookingDetails): Person[] {
  const agreed = booking.movedAt ?? booking.createdAt;
  const people = [{ user: booker, since: agreed }];
  if (buddyUser) people.push({ user: buddyUser, since: laterOf(agreed, booking.buddySince ?? agreed) });
  return people.filter(({ user }) => user.isActive);
}

/** One of the two reminders: the period in which it is sent, and its text. */
interface Reminder {
  messageType: 'reminder_24h' | 'reminder_2h';
  from: Date;
  until: Date;
  /** Whether it is sent during quiet hours too. */
  ignoresQuietHours: boolean;
  text: (texts: Texts) => string;
}

function listDue(
  settings: WatchSettings,
  details: BookingDetails,
  { user, since }: Person,
): { user: User; notice: Notice }[] {
  const { bookingId, shiftStart } = details.booking;
  const now = settings.clock.now();
  const isDue = ({ from, until, ignoresQuietHours }: Reminder) =>
    from <= now && now < until && since < from && (ignoresQuietHours || !isQuiet(now, details.shift.timezone));
  return remindersOf(settings, details, user)
    .filter(isDue)
    .map(({ messageType, until, text }) => {
      const cause = `${messageType}:${bookingId}:${shiftStart.getTime()}`;
      return { user, notice: { messageType, cause, text, expiresAt: until, holdsFor: details } };
    });
}

function remindersOf(settings: WatchSettings, details: BookingDetails, user: User): Reminder[] {
  const { shift } = details;
  const { dayBefore, soon } = reminderTimes(shift, shift.timezone, settings.reminders);
  const words = { ...shiftFactsOf(details), buddy: companionWords(details, user.userId, settings.region) };
  return [
    {
      messageType: 'reminder_24h',
      from: dayBefore,
      until: soon,
      ignoresQuietHours: false,
      text: (texts) => texts.reminderDayBefore(words),
    },
    {
      messageType: 'reminder_2h',
      from: soon,
      until: shift.startsAt,
      ignoresQuietHours: true,
      text: (texts) => texts.reminderSoon(words),
    },
  ];
}
