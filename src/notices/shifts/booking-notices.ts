import type { Transaction } from '#src/db/connect.ts';
import { actorName } from '#src/notices/actor-name.ts';
import { notify, notifyCoordinators, phoneOf } from '#src/notices/notify.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import type { BookingDetails } from '#src/roster/bookings/booking-details.ts';
import type { Texts } from '#src/texts/texts.ts';
import type { Actor } from '#src/volunteers/audit/actor.ts';
import { shortName } from '#src/volunteers/people/display-name.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { inviteBuddy } from './invite-buddy.ts';
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

interface BuddyNotice {
  cause: string;
  details: BookingDetails;
  /** Who has just named the buddy. Undefined: the buddy was named before, and has only now become a member. */
  namedBy?: Actor;
}

/**
 * After a booking or a change of buddy: asks the linked buddy whether they come, or tells the coordinators if there is no buddy.
 */
export async function notifyOfBuddy(
  trx: Transaction,
  settings: WatchSettings,
  { cause, details, namedBy }: BuddyNotice,
): Promise<void> {
  const { buddyUser, booker, booking } = details;
  if (buddyUser && booking.buddyConfirmedAt !== null)
    await notifyOfOwnPlace(trx, settings, { cause, details, buddyUser });
  else if (buddyUser) {
    const coordinator = namedBy && namedBy.userId !== booker.userId ? namedBy : undefined;
    await inviteBuddy(trx, settings, {
      ...{ cause, details, buddyUser, coordinatorId: coordinator?.userId },
      text: (texts, question) => {
        if (coordinator) return texts.putDownAsBuddyOf({ ...question, coordinator: actorName(coordinator, texts) });
        return namedBy ? texts.putDownAsBuddy(question) : texts.nowBuddyOf(question);
      },
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

/** Tells a buddy whom we need not ask. */
async function notifyOfOwnPlace(
  trx: Transaction,
  settings: WatchSettings,
  { cause, details, buddyUser }: { cause: string; details: BookingDetails; buddyUser: User },
): Promise<void> {
  const words = { ...shiftFactsOf(details), booker: shortName(details.booker.name) };
  await notify(trx, settings, buddyUser, {
    messageType: 'shift_notice',
    cause: `${cause}:buddy:${details.booking.bookingId}`,
    text: (texts) => texts.downAsBuddyOf(words),
    expiresAt: details.booking.shiftEnd,
    holdsFor: details,
  });
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
