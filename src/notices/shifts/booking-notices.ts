import type { Transaction } from '#src/db/connect.ts';
import { quoteToFit } from '#src/messaging/segments/fit-for-sms.ts';
import { notify, notifyCoordinators, phoneOf } from '#src/notices/notify.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import type { BookingDetails } from '#src/roster/bookings/booking-details.ts';
import { isLateDrop } from '#src/roster/bookings/late-drop.ts';
import type { Texts } from '#src/texts/texts.ts';
import { firstName, shortName } from '#src/volunteers/people/display-name.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { buddyWords, shiftFactsOf } from './shift-facts.ts';

/** The text to the booker, the same whether they booked by text or through the API. */
export function confirmationText(texts: Texts, details: BookingDetails, region: string): string {
  const isTold = details.buddyUser !== undefined;
  const words = { ...shiftFactsOf(details), buddy: buddyWords(details, region), isTold };
  return words.buddy ? texts.booked(words) : texts.bookedAlone(words);
}

/** Tells the booker, if they booked through the API. A booking by text is confirmed by the reply. */
export async function notifyOfBooking(
  trx: Transaction,
  settings: WatchSettings,
  details: BookingDetails,
): Promise<void> {
  const { booking, booker } = details;
  await notify(trx, settings, booker, {
    messageType: 'booking_confirmation',
    cause: `booked:${booking.bookingId}`,
    text: (texts) => confirmationText(texts, details, settings.region),
    expiresAt: booking.shiftEnd,
    holdsFor: details,
  });
}

/** After a booking or a change of buddy: tells the linked buddy, or the coordinators if there is no buddy. */
export async function notifyOfBuddy(
  trx: Transaction,
  settings: WatchSettings,
  { cause, details }: { cause: string; details: BookingDetails },
): Promise<void> {
  const { buddyUser, booker, booking } = details;
  if (buddyUser) {
    const booked = { ...shiftFactsOf(details), booker: shortName(booker.name) };
    await notify(trx, settings, buddyUser, {
      messageType: 'shift_notice',
      cause: `${cause}:buddy:${booking.bookingId}`,
      text: (texts) => texts.putDownAsBuddy(booked),
      expiresAt: booking.shiftEnd,
      holdsFor: details,
    });
  } else if (!booking.buddyName && !booking.buddyPhone) {
    const alone = { ...shiftFactsOf(details), name: booker.name, phone: phoneOf(booker, settings.region) };
    await notifyCoordinators(trx, settings, {
      messageType: 'coordinator_notice',
      cause: `${cause}:alone:${booking.bookingId}`,
      text: (texts) => texts.patrolsAlone(alone),
      expiresAt: booking.shiftEnd,
      holdsFor: details,
      except: [booker.userId],
    });
  }
}

/** Tells the buddy who was replaced. */
export async function notifyOfReplacedBuddy(
  trx: Transaction,
  settings: WatchSettings,
  { cause, details, previousBuddy }: { cause: string; details: BookingDetails; previousBuddy: User },
): Promise<void> {
  const words = { ...shiftFactsOf(details), booker: shortName(details.booker.name) };
  await notify(trx, settings, previousBuddy, {
    messageType: 'shift_notice',
    cause: `${cause}:replaced:${details.booking.bookingId}`,
    text: (texts) => texts.noLongerBuddy(words),
    expiresAt: details.booking.shiftEnd,
  });
}

export interface DropNotice {
  cause: string;
  details: BookingDetails;
  minutesToStart: number;
  /** What they said about it, whole. */
  words: string;
}

/** The booker dropped it. Tells the buddy, who must not patrol alone, and the coordinators if the gap is late. */
export async function notifyOfDrop(trx: Transaction, settings: WatchSettings, drop: DropNotice): Promise<void> {
  const { details, minutesToStart } = drop;
  const { booker, buddyUser, booking } = details;
  const shift = shiftFactsOf(details);
  if (buddyUser) {
    const base = { ...shift, booker: shortName(booker.name) };
    await notify(trx, settings, buddyUser, {
      messageType: 'shift_notice',
      cause: `${drop.cause}:dropped:${booking.bookingId}`,
      text: (texts) => withQuotedWords(drop.words, texts, (said) => texts.droppedByBooker({ ...base, said })),
      expiresAt: booking.shiftEnd,
    });
  }
  if (!isLateDrop(minutesToStart)) return;
  const late = { ...shift, name: booker.name, phone: phoneOf(booker, settings.region), minutes: minutesToStart };
  await notifyCoordinators(trx, settings, {
    messageType: 'coordinator_notice',
    cause: `${drop.cause}:late:${booking.bookingId}`,
    text: (texts) => withQuotedWords(drop.words, texts, (said) => texts.droppedLate({ ...late, said })),
    except: [booker.userId],
  });
}

/** The linked buddy dropped out. Tells the booker why, and shortly before the start the coordinators too. */
export async function notifyOfBuddyLeaving(
  trx: Transaction,
  settings: WatchSettings,
  drop: DropNotice & { buddy: User },
): Promise<void> {
  const { details, minutesToStart, buddy } = drop;
  const { booker, booking } = details;
  const shift = shiftFactsOf(details);
  const told = { ...shift, buddy: shortName(buddy.name) };
  await notify(trx, settings, booker, {
    messageType: 'shift_notice',
    cause: `${drop.cause}:buddy-left:${booking.bookingId}`,
    text: (texts) => withQuotedWords(drop.words, texts, (said) => texts.buddyCantCome({ ...told, said })),
    expiresAt: booking.shiftEnd,
    holdsFor: details,
  });
  if (!isLateDrop(minutesToStart)) return;
  const names = { buddy: buddy.name, buddyPhone: phoneOf(buddy, settings.region), booker: firstName(booker.name) };
  const late = { ...shift, ...names, phone: phoneOf(booker, settings.region) };
  await notifyCoordinators(trx, settings, {
    messageType: 'coordinator_notice',
    cause: `${drop.cause}:buddy-late:${booking.bookingId}`,
    text: (texts) => withQuotedWords(drop.words, texts, (said) => texts.buddyOffLate({ ...late, said })),
    except: [booker.userId, buddy.userId],
  });
}

/** Builds a text that quotes the sender's words, if there are any. */
export function withQuotedWords(words: string, texts: Texts, build: (said: string) => string): string {
  return quoteToFit((cut) => build(cut ? texts.said({ words: cut }) : ''), words);
}
