import { dropShift } from '#src/actions/bookings/drop-shift.ts';
import type { DialogueContext, OutcomeEvent } from '#src/conversation/machine/vocabulary.ts';
import { type EffectOf, eventAs, memberOf, reply, type Turn, turnCause } from '#src/conversation/turn.ts';
import { hasExcuse } from '#src/conversation/understanding/answers/excuse-words.ts';
import { tokensOf } from '#src/conversation/understanding/words/tokens-of.ts';
import { isReached } from '#src/notices/notify.ts';
import { buddyWords, shiftFactsOf } from '#src/notices/shifts/shift-facts.ts';
import { withQuotedWords } from '#src/notices/shifts/with-quoted-words.ts';
import { type BookingDetails, getBookingDetails } from '#src/roster/bookings/booking-details.ts';
import type { DropOutcome } from '#src/roster/bookings/drop-booking.ts';
import { firstName } from '#src/volunteers/people/display-name.ts';
import { isReason } from '#src/volunteers/people/given-words.ts';
import { isSentTwice } from './is-sent-twice.ts';
import { ownShift } from './own-shift.ts';
import { whichRef } from './which-ref.ts';

/** We ask the booker first, because the slot is free at once. A buddy who names the shift is not asked. */
export const onDrop: EffectOf<'onDrop'> = async (turn, { event, context }) => {
  const { ref, words, isSentence } = eventAs(event, 'DROP');
  const isRepeated = await isSentTwice(turn);
  // "DROP" or "DROP, I'm sick", at the question whether to give up this shift
  const isBare = ref === undefined && (words === '' || hasExcuse(tokensOf(words)));
  if (isBare && context.bookingId !== null && !isRepeated) {
    return dropNow(turn, context.bookingId, words || context.words);
  }
  return askOrDrop(turn, { ref, words, isSentence, asked: isRepeated ? null : context });
};

/** Asks, or drops if `asked` was about the same shift. */
export async function askOrDrop(
  turn: Turn,
  {
    ref,
    words,
    isSentence,
    asked,
  }: {
    ref: string | undefined;
    words: string;
    isSentence?: boolean | undefined;
    asked: Pick<DialogueContext, 'bookingId' | 'words'> | null;
  },
): Promise<OutcomeEvent | undefined> {
  const details = await ownShift(turn, 'DROP', ref);
  if (!details) return undefined;
  if (details === 'asked') return whichRef(turn, 'DROP', words);
  const { booking } = details;
  const isAhead = booking.isLive && !booking.hasStarted(turn.settings.clock.now());
  const isMeant = !isSentence && ref !== undefined && booking.userId !== memberOf(turn).userId;
  // they were asked about this shift, and answer with the words of the question
  const isAnswer = ref !== undefined && asked?.bookingId === booking.bookingId;
  if (isAnswer) return dropNow(turn, booking.bookingId, words || asked.words);
  if (isMeant || !isAhead) return dropNow(turn, booking.bookingId, words);
  reply(turn, turn.texts.askDrop(shiftFactsOf(details)));
  return { type: 'CONFIRM_DROP', bookingId: booking.bookingId, words };
}

/** A yes, or the reason why. */
export const onDropConfirmed: EffectOf<'onDropConfirmed'> = async (turn, { event, context }) => {
  const { bookingId } = context;
  if (bookingId === null) return undefined;
  if (event.type !== 'REASON') return dropNow(turn, bookingId, context.words);
  const words = [context.words, event.words].filter(Boolean).join(', ');
  // the reason names a shift: it may be another one
  if (event.ref !== undefined)
    return askOrDrop(turn, { ref: event.ref, words: event.words, asked: { bookingId, words } });
  return dropNow(turn, bookingId, words);
};

export const onDropDeclined: EffectOf<'onDropDeclined'> = async (turn, { context }) => {
  if (context.bookingId === null) return undefined;
  return reply(turn, turn.texts.dropKept(shiftFactsOf(await getBookingDetails(turn.trx, context.bookingId))));
};

async function dropNow(turn: Turn, bookingId: number, words: string): Promise<undefined> {
  const request = { cause: turnCause(turn), userId: memberOf(turn).userId, bookingId, words };
  return replyToDrop(turn, await dropShift(turn.trx, turn.settings, request), words);
}

/** `words`: what they said about it. */
export async function replyToDrop(turn: Turn, dropped: DropOutcome, words: string): Promise<undefined> {
  await replyToOutcome(turn, dropped, words);
  const isOff = dropped.outcome === 'dropped' || dropped.outcome === 'buddyLeft';
  return isOff && !isReason(words) ? reply(turn, turn.texts.reasonNotPassedOn()) : undefined;
}

async function replyToOutcome(turn: Turn, dropped: DropOutcome, words: string): Promise<undefined> {
  const { settings, texts } = turn;
  switch (dropped.outcome) {
    case 'dropped': {
      const { buddyUser } = dropped.details;
      const buddy = buddyUser ? firstName(buddyUser.name) : buddyWords(dropped.details, settings.region);
      const isTold = buddyUser !== undefined && (await isReached(turn.trx, buddyUser));
      return reply(turn, texts.dropped({ ...shiftFactsOf(dropped.details), buddy, isTold }));
    }
    case 'buddyLeft': {
      const { booker } = dropped.details;
      const told = { ...shiftFactsOf(dropped.details), booker: firstName(booker.name) };
      if (!(await isReached(turn.trx, booker))) return reply(turn, texts.buddyOffUntold(told));
      return reply(
        turn,
        withQuotedWords(words, texts, (said) => texts.buddyOff({ ...told, said })),
      );
    }
    case 'alreadyDropped':
      return reply(turn, texts.droppedBefore(shiftFactsOf(dropped.details)));
    case 'started':
      return reply(turn, dropStartedText(turn, dropped.details));
    case 'notYours':
      return reply(turn, texts.noShifts());
  }
}

function dropStartedText({ texts, settings }: Turn, details: BookingDetails): string {
  const isOver = details.booking.hasEnded(settings.clock.now());
  return (isOver ? texts.dropOver : texts.dropStarted)(shiftFactsOf(details));
}
