import { countCoordinators } from '#src/membership/lock-member.ts';
import { factsOf } from '#src/notices/watch.ts';
import { forgetPerson as forgetMember, forgetNumber } from '#src/verbs/forget-person.ts';
import { isOptedOut } from '#src/volunteers/opt-out.ts';
import { causeOf, type EffectOf, reply } from '../turn.ts';

/** Asked back, since nothing brings it back. */
export const startForgetting: EffectOf<'startForgetting'> = async (turn) => {
  const { trx, watch, texts, user, unproved } = turn;
  // what is kept of a member goes at the wish of that member, not of whoever has the number now
  if (unproved) return reply(turn, texts.welcomeAfterLong(factsOf(watch)));
  if (user?.isCoordinator && (await countCoordinators(trx)) <= 1) return reply(turn, texts.lastCoordinator());
  reply(turn, texts.askForget(factsOf(watch)));
  return { type: 'CONFIRM_FORGETTING' };
};

export const forgetPerson: EffectOf<'forgetPerson'> = async (turn) => {
  const { trx, watch, text, texts, user } = turn;
  const isSilenced = await isOptedOut(trx, text.identity);
  if (user) {
    const deed = { cause: causeOf(turn), channel: 'text', userId: user.userId, actor: user } as const;
    const done = await forgetMember(trx, watch, deed);
    if (done.outcome === 'lastCoordinator') return reply(turn, texts.lastCoordinator());
  } else {
    await forgetNumber(trx, watch, text.identity);
  }
  turn.user = undefined;
  turn.talkingWith = undefined;
  turn.replies = [];
  if (!isSilenced) {
    turn.replies.push({ messageType: 'answer', body: texts.forgotten(factsOf(watch)), isLastWord: true });
  }
  return { type: 'FORGOTTEN' };
};

export const keepPerson: EffectOf<'keepPerson'> = async (turn) => reply(turn, turn.texts.notForgotten());
