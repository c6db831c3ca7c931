import type { Transaction } from '#src/db/connect.ts';
import { actorName } from '#src/notices/actor-name.ts';
import { notify, notifyCoordinators, phoneOf } from '#src/notices/notify.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import type { BookingDetails } from '#src/roster/bookings/booking-details.ts';
import { isLateDrop, minutesToStart } from '#src/roster/bookings/late-drop.ts';
import type { Texts } from '#src/texts/texts.ts';
import type { Actor } from '#src/volunteers/audit/actor.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { inviteBuddy } from './invite-buddy.ts';
import { buddyWords, shiftFactsOf, shiftTimeOf } from './shift-facts.ts';
import { withQuotedWords } from './with-quoted-words.ts';

interface ShiftChange {
  cause: string;
  details: BookingDetails;
  actor: Actor;
}

/** A coordinator booked it for them. The notice about the buddy is the same as for any booking. */
export async function notifyOfAssignment(
  trx: Transaction,
  settings: WatchSettings,
  { cause, details, actor }: ShiftChange,
) {
  const { booking, booker } = details;
  const buddy = buddyWords(details, settings.region);
  const words = { ...shiftFactsOf(details), buddy };
  await notify(trx, settings, booker, {
    messageType: 'shift_notice',
    cause: `${cause}:assigned:${booking.bookingId}`,
    text: (texts) => texts.assigned({ ...words, coordinator: actorName(actor, texts) }),
    expiresAt: booking.shiftEnd,
    holdsFor: details,
  });
}

/** Tells the booker. The buddy agreed to another time, so we ask whether they come. */
export async function notifyOfMove(
  trx: Transaction,
  settings: WatchSettings,
  { before, ...move }: ShiftChange & { before: BookingDetails },
): Promise<void> {
  const { cause, details, actor } = move;
  const { booking, buddyUser } = details;
  const words = { ...shiftFactsOf(details), before: shiftTimeOf(before.shift) };
  const isAsked = buddyUser !== undefined && booking.buddyConfirmedAt === null;
  for (const person of peopleOf(details).filter((each) => !isAsked || each !== buddyUser)) {
    await notify(trx, settings, person, {
      messageType: 'shift_notice',
      cause: `${cause}:moved:${booking.bookingId}`,
      text: (texts) => texts.shiftMoved({ ...words, coordinator: actorName(actor, texts) }),
      expiresAt: booking.shiftEnd,
      holdsFor: details,
    });
  }
  if (isAsked) {
    await inviteBuddy(trx, settings, {
      ...{ cause, details, buddyUser, coordinatorId: actor.userId },
      text: (texts, question) =>
        texts.shiftMovedForBuddy({ ...question, before: words.before, coordinator: actorName(actor, texts) }),
    });
  }
  await notifyOfLateGap(trx, settings, { ...move, details: before });
}

/** Tells both not to go, and why. `words`: what the coordinator said, uncut. */
export async function notifyOfRemovedBooking(
  trx: Transaction,
  settings: WatchSettings,
  { words, ...drop }: ShiftChange & { words: string },
): Promise<void> {
  const { cause, details, actor } = drop;
  const base = shiftFactsOf(details);
  const text = (texts: Texts) => {
    const coordinator = actorName(actor, texts);
    return withQuotedWords(words, texts, (said) => texts.takenOff({ ...base, coordinator, said }));
  };
  await notifyPeopleOf(trx, settings, { cause: `${cause}:taken-off`, details, text });
  await notifyOfLateGap(trx, settings, drop);
}

/** Tells the people whose shift is no longer in the schedule. `reason`: what the coordinator gave; empty if nothing. */
export async function notifyOfCancelledShift(
  trx: Transaction,
  settings: WatchSettings,
  { cause, details, reason }: Omit<ShiftChange, 'actor'> & { reason: string },
): Promise<void> {
  const base = shiftFactsOf(details);
  const text = (texts: Texts) => withQuotedWords(reason, texts, (said) => texts.shiftCancelled({ ...base, said }));
  await notifyPeopleOf(trx, settings, { cause: `${cause}:cancelled`, details, text });
}

async function notifyPeopleOf(
  trx: Transaction,
  settings: WatchSettings,
  { cause, details, text }: { cause: string; details: BookingDetails; text: (texts: Texts) => string },
): Promise<void> {
  for (const person of peopleOf(details)) {
    await notify(trx, settings, person, {
      messageType: 'shift_notice',
      cause: `${cause}:${details.booking.bookingId}`,
      text,
      expiresAt: details.booking.shiftEnd,
    });
  }
}

async function notifyOfLateGap(
  trx: Transaction,
  settings: WatchSettings,
  { cause, details, actor }: ShiftChange,
): Promise<void> {
  const { booking, booker } = details;
  if (!isLateDrop(minutesToStart(booking, settings.clock.now()))) return;
  const who = { name: booker.name, phone: phoneOf(booker, settings.region) };
  const words = { ...shiftFactsOf(details), ...who };
  await notifyCoordinators(trx, settings, {
    messageType: 'coordinator_notice',
    cause: `${cause}:late-gap:${booking.bookingId}`,
    text: (texts) => texts.takenOffLate({ ...words, coordinator: actorName(actor, texts) }),
    except: [actor.userId, booker.userId],
  });
}

function peopleOf({ booker, buddyUser }: BookingDetails): User[] {
  return buddyUser ? [booker, buddyUser] : [booker];
}
