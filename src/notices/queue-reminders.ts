import type { Transaction } from '#src/db/connect.ts';
import { after, HOUR } from '#src/platform/duration.ts';
import { wallClockOf } from '#src/platform/zoned-time.ts';
import { type BookingDetails, listBookingsBetween } from '#src/roster/booking-details.ts';
import { reminderTimes } from '#src/roster/reminders-due.ts';
import type { User } from '#src/volunteers/user.ts';
import { companionWords, shiftWords } from './shift-words.ts';
import { tell } from './tell.ts';
import type { Watch } from './watch.ts';

/** From 08:00 the next day back to 18:00 the day before: how much earlier than its time a reminder can ring. */
const EARLIEST = 15 * HOUR;
const QUIET = { fromHour: 21, untilHour: 8 };

/** Queues what is due now. However often and wherever it runs, each reminder is queued once. Returns how many it queued. */
export async function queueReminders(trx: Transaction, watch: Watch): Promise<number> {
  const now = watch.clock.now();
  const horizon = after(now, Math.max(watch.reminders.first, watch.reminders.second) + EARLIEST);
  let queued = 0;
  for (const details of await listBookingsBetween(trx, now, horizon)) {
    for (const person of peopleOf(details)) queued += await queueFor(trx, watch, { details, ...person });
  }
  return queued;
}

interface Person {
  user: User;
  /** Since when they are on it: there is no reminder for what was agreed to inside its window. */
  since: Date;
}

function peopleOf({ booking, booker, buddyUser }: BookingDetails): Person[] {
  const people = [{ user: booker, since: booking.createdAt }];
  if (buddyUser) people.push({ user: buddyUser, since: booking.buddySince ?? booking.createdAt });
  return people.filter(({ user }) => user.isActive);
}

async function queueFor(
  trx: Transaction,
  watch: Watch,
  { details, user, since }: Person & { details: BookingDetails },
): Promise<number> {
  const now = watch.clock.now();
  const { shift, booking } = details;
  const times = reminderTimes(shift, shift.timezone, watch.reminders);
  const buddy = companionWords(details, user.userId, watch.region);
  const words = { ...shiftWords(details), buddy };
  const cause = (kind: string) => `${kind}:${booking.bookingId}:${booking.shiftStart.getTime()}`;
  let queued = 0;
  const isDue = (from: Date, until: Date) => from <= now && now < until && since < from;
  if (isDue(times.dayBefore, times.soon) && !isQuiet(now, shift.timezone)) {
    const telling = { messageType: 'reminder_24h', cause: cause('reminder_24h'), holdsFor: details } as const;
    const text = (texts: Parameters<Parameters<typeof tell>[3]['text']>[0]) => texts.reminderDayBefore(words);
    if (await tell(trx, watch, user, { ...telling, expiresAt: times.soon, text })) queued += 1;
  }
  if (isDue(times.soon, shift.startsAt)) {
    const telling = { messageType: 'reminder_2h', cause: cause('reminder_2h'), holdsFor: details } as const;
    const text = (texts: Parameters<Parameters<typeof tell>[3]['text']>[0]) => texts.reminderSoon(words);
    if (await tell(trx, watch, user, { ...telling, expiresAt: shift.startsAt, text })) queued += 1;
  }
  return queued;
}

/** What an outage held back waits for the morning. */
function isQuiet(now: Date, zone: string): boolean {
  const { hour } = wallClockOf(now, zone);
  return hour >= QUIET.fromHour || hour < QUIET.untilHour;
}
