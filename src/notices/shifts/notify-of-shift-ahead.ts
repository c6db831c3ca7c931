import type { Transaction } from '#src/db/connect.ts';
import { keyOf, notify } from '#src/notices/notify.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import type { BookingDetails } from '#src/roster/bookings/booking-details.ts';
import type { Reminder } from '#src/roster/bookings/reminders-of.ts';
import { companionWords, shiftFactsOf } from './shift-facts.ts';

/** Reminds a person of a shift. Each reminder of a shift at this time is queued once, however often this is called. */
export async function notifyOfShiftAhead(
  trx: Transaction,
  settings: WatchSettings,
  { details, reminder: { kind, user, until } }: { details: BookingDetails; reminder: Reminder },
): Promise<void> {
  const words = { ...shiftFactsOf(details), buddy: companionWords(details, user.userId, settings.region) };
  await notify(trx, settings, user, {
    messageType: kind,
    cause: causeOf(details, kind),
    text: (texts) => (kind === 'reminder_24h' ? texts.reminderDayBefore(words) : texts.reminderSoon(words)),
    expiresAt: until,
    holdsFor: details,
  });
}

/** Names the reminder, in the outbox and as a timer. */
export function reminderKey(details: BookingDetails, { kind, user }: Reminder): string {
  return keyOf(causeOf(details, kind), user);
}

function causeOf({ booking }: BookingDetails, kind: Reminder['kind']): string {
  return `${kind}:${booking.bookingId}:${booking.shiftStart.getTime()}`;
}
