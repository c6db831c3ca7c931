import type { Ask } from '#src/asks/ask.ts';
import { askDeadline } from '#src/asks/ask-deadline.ts';
import { openAsk } from '#src/asks/open-ask.ts';
import { subjectOfBooking } from '#src/asks/subject-of-booking.ts';
import type { Transaction } from '#src/db/connect.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { closesAt } from '#src/roster/attendance/attendance-window.ts';
import type { BookingDetails } from '#src/roster/bookings/booking-details.ts';
import type { User } from '#src/volunteers/people/user.ts';

/** "Were you there?", after a shift whose end somebody missed. The caller asks it. Undefined: it was asked for this cause before. */
export async function openPresenceAsk(
  trx: Transaction,
  settings: WatchSettings,
  { cause, user, details }: { cause: string; user: User; details: BookingDetails },
): Promise<Ask | undefined> {
  const { bookingId, ref } = details.booking;
  const { userId, phone } = user;
  if (phone === null) return undefined;
  const end = closesAt(details.shift);
  const opened = await openAsk(trx, settings, {
    ...({ kind: 'presence', key: `presence:${cause}:${bookingId}`, identity: phone, userId, ref } as const),
    subject: subjectOfBooking(bookingId),
    deadlineAt: askDeadline(settings.clock.now(), end, settings.zone) ?? end,
  });
  return opened?.ask;
}
