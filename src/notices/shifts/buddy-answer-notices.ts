import type { Transaction } from '#src/db/connect.ts';
import { notify } from '#src/notices/notify.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import type { BookingDetails } from '#src/roster/bookings/booking-details.ts';
import type { Texts } from '#src/texts/texts.ts';
import { shortName } from '#src/volunteers/people/display-name.ts';
import { buddyWords, shiftFactsOf } from './shift-facts.ts';

interface BuddyAnswer {
  cause: string;
  details: BookingDetails;
}

/** Tells the booker that the buddy comes. */
export async function notifyOfBuddyComing(trx: Transaction, settings: WatchSettings, answer: BuddyAnswer) {
  const words = bookerWords(settings, answer);
  await notifyBooker(trx, settings, {
    ...answer,
    cause: `${answer.cause}:comes`,
    text: (texts) => texts.buddyComes(words),
  });
}

/**
 * Tells the booker, once, that the buddy gave no answer until the deadline. `wasAsked`: our question was sent. If it was not, the
 * buddy is now told that they are on the shift.
 */
export async function notifyOfBuddySilence(
  trx: Transaction,
  settings: WatchSettings,
  { wasAsked, ...silence }: BuddyAnswer & { wasAsked: boolean },
): Promise<void> {
  const words = bookerWords(settings, silence);
  await notifyBooker(trx, settings, {
    ...silence,
    cause: `${silence.cause}:silent`,
    text: (texts) => (wasAsked ? texts.buddySilent(words) : texts.buddyNotAsked(words)),
  });
  const { booking, booker, buddyUser } = silence.details;
  if (wasAsked || !buddyUser) return;
  const told = { ...shiftFactsOf(silence.details), booker: shortName(booker.name) };
  await notify(trx, settings, buddyUser, {
    messageType: 'shift_notice',
    cause: `${silence.cause}:not-asked`,
    text: (texts) => texts.downAsBuddyOf(told),
    expiresAt: booking.shiftEnd,
    holdsFor: silence.details,
  });
}

function bookerWords({ region }: WatchSettings, { details }: BuddyAnswer) {
  return { ...shiftFactsOf(details), buddy: buddyWords(details, region) };
}

async function notifyBooker(
  trx: Transaction,
  settings: WatchSettings,
  { cause, details, text }: BuddyAnswer & { text: (texts: Texts) => string },
): Promise<void> {
  await notify(trx, settings, details.booker, {
    messageType: 'shift_notice',
    cause: `${cause}:${details.booking.bookingId}`,
    text,
    expiresAt: details.booking.shiftEnd,
    holdsFor: details,
  });
}
