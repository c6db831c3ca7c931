import type { Ask, AskKind } from '#src/asks/ask.ts';
import { expireAsk } from '#src/asks/end-ask.ts';
import { findAsk } from '#src/asks/find-ask.ts';
import { findHanded } from '#src/asks/handed.ts';
import { bookingOfAsk } from '#src/asks/subject-of-booking.ts';
import type { Transaction } from '#src/db/connect.ts';
import { idOfSubject, type ShortTimerKind, TIMER_PRIORITY } from '#src/db/timers/timer.ts';
import { notifyOfBuddySilence } from '#src/notices/shifts/buddy-answer-notices.ts';
import { payloadOf } from '#src/notices/shifts/invite-buddy.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { after, MINUTE } from '#src/platform/duration.ts';
import { getBookingDetails } from '#src/roster/bookings/booking-details.ts';
import { isUnconfirmed } from '#src/roster/buddies/confirm-linked-buddy.ts';
import { afterQuietHours } from '#src/roster/shifts/quiet-hours.ts';

/** What silence means, for each kind of ask. It runs in the transaction in which the ask expires. */
const ON_EXPIRED: Record<AskKind, (trx: Transaction, settings: WatchSettings, ask: Ask) => Promise<void>> = {
  buddy_invitation: tellBooker,
  // they stay as they were marked
  presence: async () => {},
  // its own timers have said before what the silence means
  danger: async () => {},
};

/** At the deadline of an ask, silence counts as an answer. */
export function askExpiry(settings: WatchSettings): ShortTimerKind {
  return {
    priority: TIMER_PRIORITY.ask,
    run: async (trx, { subject }) => {
      const askId = idOfSubject(subject);
      const morning = await findMorningToWaitFor(trx, settings, askId);
      if (morning) return { again: morning };
      const ask = await expireAsk(trx, settings.clock, askId);
      if (!ask) return 'not_needed';
      await ON_EXPIRED[ask.kind](trx, settings, ask);
      return 'done';
    },
  };
}

/** A timer that is later than this was held up, as by an outage. */
const ON_TIME = 10 * MINUTE;

/**
 * After an outage, the deadline may have passed long ago, and it may be night. Nobody is woken for a shift that is not close, and
 * whoever answers meanwhile is not reported as silent. Undefined: there is nothing to wait for.
 */
async function findMorningToWaitFor(
  trx: Transaction,
  { clock }: WatchSettings,
  askId: number,
): Promise<Date | undefined> {
  const ask = await findAsk(trx, askId);
  const now = clock.now();
  if (ask?.status !== 'open' || ask.kind !== 'buddy_invitation') return undefined;
  if (ask.deadlineAt === null || now <= after(ask.deadlineAt, ON_TIME)) return undefined;
  const { shift } = await getBookingDetails(trx, bookingOfAsk(ask));
  const morning = afterQuietHours(now, shift.timezone);
  return now < morning && morning < shift.startsAt ? morning : undefined;
}

/** The buddy stays. The booker hears that there is no answer yet, unless the shift has begun. */
async function tellBooker(trx: Transaction, settings: WatchSettings, ask: Ask): Promise<void> {
  if (!payloadOf(ask).isStated) return;
  const details = await getBookingDetails(trx, bookingOfAsk(ask));
  const { booking } = details;
  const isWaiting = booking.isLive && booking.buddyUserId === ask.userId && isUnconfirmed(booking);
  if (!isWaiting || booking.hasStarted(settings.clock.now())) return;
  const cause = `ask:${ask.askId}`;
  const wasAsked = (await findHanded(trx, [ask])).has(ask.askId);
  await notifyOfBuddySilence(trx, settings, { cause, details, wasAsked });
}
