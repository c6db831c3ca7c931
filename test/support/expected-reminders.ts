import type { Database } from '#src/db/connect.ts';
import { isQuiet } from '#src/roster/shifts/quiet-hours.ts';
import { reminderTimes } from '#src/roster/shifts/reminder-times.ts';

const HOURS = { first: 24 * 3_600_000, second: 2 * 3_600_000 };

export interface ExpectedReminder {
  key: string;
  from: Date;
  until: Date;
  /** It is not sent in quiet hours. */
  isQuiet: (now: Date) => boolean;
}

/**
 * Every reminder that was agreed and whose time is not over, read from the rows without any code of the timers. Each active
 * person on a live shift ahead gets two, unless they came onto the shift too late for one.
 */
export async function listExpectedReminders(db: Database, now: Date): Promise<ExpectedReminder[]> {
  const bookings = await db('bookings')
    .join('schedules', 'schedules.scheduleId', 'bookings.scheduleId')
    .whereNull('droppedAt')
    .where('shiftStart', '>', now)
    .select('bookings.*', 'schedules.timezone');
  const active = new Set(await db('users').where({ status: 'active' }).pluck('user_id'));
  return bookings.flatMap((booking) => {
    const startsAt = new Date(booking.shiftStart);
    const { dayBefore, soon } = reminderTimes({ startsAt }, booking.timezone, HOURS);
    const agreed = Number(booking.movedAt ?? booking.createdAt);
    const people = [
      [booking.userId, agreed],
      [booking.buddyUserId, Math.max(agreed, Number(booking.buddySince ?? 0))],
    ];
    return people
      .filter(([userId]) => active.has(userId))
      .flatMap(([userId, since]) => [
        { kind: 'reminder_24h', userId, since, from: dayBefore, until: soon },
        { kind: 'reminder_2h', userId, since, from: soon, until: startsAt },
      ])
      .filter(({ since, from, until }) => since < from.getTime() && from < until && now < until)
      .map(({ kind, userId, from, until }) => ({
        key: `${kind}:${booking.bookingId}:${startsAt.getTime()}:${userId}`,
        from,
        until,
        isQuiet: (at: Date) => kind === 'reminder_24h' && isQuiet(at, booking.timezone),
      }));
  });
}
