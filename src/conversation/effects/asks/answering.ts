import type { Ask, AskKind } from '#src/asks/ask.ts';
import { findAsk } from '#src/asks/find-ask.ts';
import { bookingOfAsk } from '#src/asks/subject-of-booking.ts';
import type { AskReply } from '#src/conversation/machine/vocabulary.ts';
import { type EffectOf, eventAs, reply, type Turn } from '#src/conversation/turn.ts';
import { measure } from '#src/messaging/segments/segments.ts';
import { shiftFactsOf } from '#src/notices/shifts/shift-facts.ts';
import { getBookingDetails } from '#src/roster/bookings/booking-details.ts';
import { answerInvitation } from './invitation.ts';
import { answerPresenceAsk } from './presence.ts';

/** What an answer does, for each kind of ask. If the ask has ended, it says what is true now. */
const ANSWERS: Record<AskKind, (turn: Turn, ask: Ask, answer: AskReply) => Promise<undefined>> = {
  buddy_invitation: answerInvitation,
  presence: answerPresenceAsk,
};

export const onAnswer: EffectOf<'onAnswer'> = async (turn, { event }) => {
  const { askId, answer } = eventAs(event, 'ANSWER');
  return answerTo(turn, await getAsk(turn, askId), answer);
};

function answerTo(turn: Turn, ask: Ask, answer: AskReply): Promise<undefined> {
  return ANSWERS[ask.kind](turn, ask, answer);
}

/** We never guess which of several questions a bare answer belongs to. */
export const onWhichAsk: EffectOf<'onWhichAsk'> = async (turn, { event }) => {
  const { askIds, answer, unknownRef: ref } = eventAs(event, 'WHICH_ASK');
  const items = await Promise.all(
    askIds.map(async (askId) =>
      shiftFactsOf(await getBookingDetails(turn.trx, bookingOfAsk(await getAsk(turn, askId)))),
    ),
  );
  const isYes = answer === 'yes' || answer === 'no' ? answer === 'yes' : undefined;
  const build = (count: number) => {
    const shown = { items: items.slice(0, count), more: items.length - count };
    return ref === undefined ? turn.texts.whichAsk({ ...shown, isYes }) : turn.texts.noAskWithRef({ ...shown, ref });
  };
  let count = items.length;
  while (count > 1 && measure(build(count)).segments > 1) count -= 1;
  return reply(turn, build(count));
};

async function getAsk({ trx }: Turn, askId: number): Promise<Ask> {
  const ask = await findAsk(trx, askId);
  if (!ask) throw new Error(`ask ${askId} is gone`);
  return ask;
}
