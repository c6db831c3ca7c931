import type { Ask, AskKind } from '#src/asks/ask.ts';
import { findAsk } from '#src/asks/find-ask.ts';
import { bookingOfAsk } from '#src/asks/subject-of-booking.ts';
import { begunIn } from '#src/conversation/effects/cases/begun-report.ts';
import type { AskReply, DialogueContext, OutcomeEvent } from '#src/conversation/machine/vocabulary.ts';
import { type EffectOf, eventAs, reply, type Turn } from '#src/conversation/turn.ts';
import { measure } from '#src/messaging/segments/segments.ts';
import { shiftFactsOf } from '#src/notices/shifts/shift-facts.ts';
import { getBookingDetails } from '#src/roster/bookings/booking-details.ts';
import { answerDanger } from './danger.ts';
import { answerInvitation } from './invitation.ts';
import { answerPresenceAsk } from './presence.ts';

interface Answer {
  answer: AskReply;
  context: DialogueContext;
}

/** What an answer does, for each kind of ask. If the ask has ended, it says what is true now. */
const ANSWERS: Record<AskKind, (turn: Turn, ask: Ask, answer: Answer) => Promise<OutcomeEvent | undefined>> = {
  buddy_invitation: (turn, ask, { answer }) => answerInvitation(turn, ask, answer),
  presence: (turn, ask, { answer }) => answerPresenceAsk(turn, ask, answer),
  danger: (turn, ask, { answer, context }) => answerDanger(turn, ask, { answer, begun: begunIn(turn, context) }),
};

export const onAnswer: EffectOf<'onAnswer'> = async (turn, { event, context }) => {
  const { askId, answer } = eventAs(event, 'ANSWER');
  const ask = await getAsk(turn, askId);
  return ANSWERS[ask.kind](turn, ask, { answer, context });
};

/** We never guess which of several questions a bare answer belongs to. */
export const onWhichAsk: EffectOf<'onWhichAsk'> = async (turn, { event }) => {
  const { askIds, answer, unknownRef: ref, isForAll } = eventAs(event, 'WHICH_ASK');
  if (isForAll) return answerAll(turn, askIds, answer);
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

/** "Both": each open invitation gets the answer. */
async function answerAll(turn: Turn, askIds: readonly number[], answer: AskReply): Promise<undefined> {
  const asks = await Promise.all(askIds.map((askId) => getAsk(turn, askId)));
  const now = turn.settings.clock.now();
  const open = asks.filter((ask) => ask.kind === 'buddy_invitation' && ask.isOpenAt(now));
  // one text is recorded as the answer to one ask
  for (const [index, ask] of open.entries()) await answerInvitation(turn, ask, answer, { isRecorded: index === 0 });
}

async function getAsk({ trx }: Turn, askId: number): Promise<Ask> {
  const ask = await findAsk(trx, askId);
  if (!ask) throw new Error(`ask ${askId} is gone`);
  return ask;
}
