import { forgetPerson as forgetMember, forgetNumber } from '#src/actions/members/forget-person.ts';
import { type EffectOf, reply, turnCause } from '#src/conversation/turn.ts';
import { countCoordinators } from '#src/membership/lock-member.ts';
import { factsOf } from '#src/notices/watch-settings.ts';
import { isOptedOut } from '#src/volunteers/numbers/opt-out.ts';

/** Asked back, since nothing brings it back. */
export const startForgetting: EffectOf<'startForgetting'> = async (turn) => {
  const { trx, settings, texts, user, unproved } = turn;
  // what is kept of a member goes at the wish of that member, not of whoever has the number now
  if (unproved) return reply(turn, texts.welcomeToUnprovedNumber(factsOf(settings)));
  if (user?.isCoordinator && (await countCoordinators(trx)) <= 1) return reply(turn, texts.lastCoordinator());
  reply(turn, texts.askErase(factsOf(settings)));
  return { type: 'CONFIRM_FORGETTING' };
};

export const forgetPerson: EffectOf<'forgetPerson'> = async (turn) => {
  const { trx, settings, text, texts, user } = turn;
  const isSilenced = await isOptedOut(trx, text.identity);
  if (user) {
    const deed = { cause: turnCause(turn), channel: 'text', userId: user.userId, actor: user } as const;
    const done = await forgetMember(trx, settings, deed);
    if (done.outcome === 'lastCoordinator') return reply(turn, texts.lastCoordinator());
  } else {
    await forgetNumber(trx, settings, text.identity);
  }
  turn.user = undefined;
  turn.relayCoordinator = undefined;
  turn.replies = [];
  if (!isSilenced) {
    turn.replies.push({ messageType: 'answer', body: texts.erased(factsOf(settings)), isLastWord: true });
  }
  return { type: 'FORGOTTEN' };
};

export const keepPerson: EffectOf<'keepPerson'> = async (turn) => reply(turn, turn.texts.notErased());
