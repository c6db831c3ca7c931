import { setBuddy } from '#src/actions/bookings/set-buddy.ts';
import type { BuddyWords, KnownBuddy } from '#src/conversation/events.ts';
import type { OutcomeEvent } from '#src/conversation/machine/vocabulary.ts';
import { type EffectOf, eventAs, memberOf, reply, type Turn, turnCause } from '#src/conversation/turn.ts';
import { listReachableCoordinators } from '#src/notices/notify.ts';
import { buddyWords, shiftFactsOf, shiftTimeOf } from '#src/notices/shifts/shift-facts.ts';
import type { BookingDetails } from '#src/roster/bookings/booking-details.ts';
import { shortName } from '#src/volunteers/people/display-name.ts';
import { refusalText } from './buddy-refusal.ts';
import { ownShift } from './own-shift.ts';
import { isKnown, unfinishedText } from './unfinished-buddy.ts';
import { whichRef } from './which-ref.ts';

export const onBuddy: EffectOf<'onBuddy'> = async (turn, { event }) => {
  const { ref, buddy } = eventAs(event, 'BUDDY');
  return changeBuddyOf(turn, ref, buddy);
};

export async function changeBuddyOf(
  turn: Turn,
  ref: string | undefined,
  buddy: BuddyWords | undefined,
): Promise<OutcomeEvent | undefined> {
  const details = await ownShift(turn, 'BUDDY', ref);
  if (!details) return undefined;
  // the words are read again once the ref is known
  if (details === 'asked') return whichRef(turn, 'BUDDY', turn.text.body.trim().split(/\s+/).slice(1).join(' '));
  const { texts } = turn;
  if (!buddy) return reply(turn, texts.askWhichBuddy(shiftFactsOf(details)));
  if (!isKnown(buddy)) {
    const facts = shiftFactsOf(details);
    return reply(turn, unfinishedText(texts, buddy, { ref: facts.ref, askAgain: () => texts.askWhichBuddy(facts) }));
  }
  return changeBuddy(turn, details, buddy);
}

async function changeBuddy(
  turn: Turn,
  { booking, booker, shift }: BookingDetails,
  buddy: KnownBuddy,
): Promise<undefined> {
  const { trx, settings, texts } = turn;
  const request = { userId: memberOf(turn).userId, bookingId: booking.bookingId, buddy };
  const changed = await setBuddy(trx, settings, { cause: turnCause(turn), ...request });
  switch (changed.outcome) {
    case 'changed':
      return reply(turn, await buddyText(turn, changed.details));
    case 'unchanged': {
      const words = { ...shiftFactsOf(changed.details), buddy: buddyWords(changed.details, settings.region) };
      return reply(turn, words.buddy ? texts.buddyAlready(words) : await buddyText(turn, changed.details));
    }
    case 'dropped':
      return reply(turn, texts.droppedBefore(shiftFactsOf(changed.details)));
    case 'ended':
      return reply(turn, texts.shiftStarted());
    case 'notYours':
      return reply(
        turn,
        texts.notTheBooker({ shift: shiftTimeOf(shift), booker: shortName(booker.name), ref: booking.ref }),
      );
    default:
      return reply(turn, refusalText(turn, changed, booking.ref));
  }
}

async function buddyText(turn: Turn, details: BookingDetails): Promise<string> {
  const { trx, settings, texts } = turn;
  const isTold = details.buddyUser !== undefined;
  const words = { ...shiftFactsOf(details), buddy: buddyWords(details, settings.region), isTold };
  if (words.buddy) return texts.buddySet(words);
  const told = await listReachableCoordinators(trx, [memberOf(turn).userId]);
  return told.length > 0 ? texts.buddyNone(words) : texts.buddyNoneUntold(words);
}
