import { dropShift } from '#src/actions/bookings/drop-shift.ts';
import { type EffectOf, eventAs, memberOf, reply, type Turn, turnCause } from '#src/conversation/turn.ts';
import { isReached } from '#src/notices/notify.ts';
import { buddyWords, shiftFactsOf } from '#src/notices/shifts/shift-facts.ts';
import { withQuotedWords } from '#src/notices/shifts/with-quoted-words.ts';
import { type BookingDetails, getBookingDetails } from '#src/roster/bookings/booking-details.ts';
import type { DropOutcome } from '#src/roster/bookings/drop-booking.ts';
import { firstName } from '#src/volunteers/people/display-name.ts';
import { ownShift } from './own-shift.ts';

/** We ask the booker first, because the slot is free at once. A buddy who names the shift is not asked. */
export const onDrop: EffectOf<'onDrop'> = async (turn, { event, context }) => {
  const { ref, words } = eventAs(event, 'DROP');
  const details = await ownShift(turn, 'DROP', ref);
  if (!details) return undefined;
  const { booking } = details;
  const isAhead = booking.isLive && !booking.hasStarted(turn.settings.clock.now());
  const isMeant = ref !== undefined && booking.userId !== memberOf(turn).userId;
  // they were asked about this shift, and answer with the words of the question
  const isAnswer = ref !== undefined && context.bookingId === booking.bookingId;
  if (isAnswer) return dropNow(turn, booking.bookingId, words || context.words);
  if (isMeant || !isAhead) return dropNow(turn, booking.bookingId, words);
  reply(turn, turn.texts.askDrop(shiftFactsOf(details)));
  return { type: 'CONFIRM_DROP', bookingId: booking.bookingId, words };
};

export const onDropConfirmed: EffectOf<'onDropConfirmed'> = async (turn, { context }) =>
  context.bookingId === null ? undefined : dropNow(turn, context.bookingId, context.words);

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
