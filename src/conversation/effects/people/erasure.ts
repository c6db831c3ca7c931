import { forgetNumber, forgetPerson } from '#src/actions/members/forget-person.ts';
import { type EffectOf, reply, turnCause } from '#src/conversation/turn.ts';
import { countCoordinators } from '#src/membership/lock-member.ts';
import { watchFactsOf } from '#src/notices/watch-settings.ts';
import { isOptedOut } from '#src/volunteers/numbers/opt-out.ts';
import { askForProof, yesWord } from './proof.ts';

/** We ask first, because erasure cannot be undone. */
export const onForget: EffectOf<'onForget'> = async (turn) => {
  const { trx, settings, texts, user, previousOwner } = turn;
  // only the previous owner may erase their data, and the sender may be someone else
  if (previousOwner) return reply(turn, texts.welcomeToUnprovedNumber(watchFactsOf(settings)));
  if (user?.isCoordinator && (await countCoordinators(trx)) <= 1) return reply(turn, texts.lastCoordinator());
  const proof = askForProof(turn);
  if (proof === 'paused') return undefined;
  reply(turn, texts.askErase({ ...watchFactsOf(settings), yes: yesWord(proof) }));
  return { type: 'CONFIRM_FORGETTING', proof };
};

export const onForgetConfirmed: EffectOf<'onForgetConfirmed'> = async (turn) => {
  const { trx, settings, text, texts, user } = turn;
  const isSilenced = await isOptedOut(trx, text.identity);
  if (user) {
    const request = { cause: turnCause(turn), channel: 'text', userId: user.userId, actor: user } as const;
    const done = await forgetPerson(trx, settings, request);
    if (done.outcome === 'lastCoordinator') return reply(turn, texts.lastCoordinator());
  } else {
    await forgetNumber(trx, settings, text.identity);
  }
  turn.user = undefined;
  turn.relayCoordinator = undefined;
  turn.replies = [];
  if (!isSilenced) {
    turn.replies.push({ messageType: 'answer', body: texts.erased(watchFactsOf(settings)), isLastWord: true });
  }
  return { type: 'FORGOTTEN' };
};

export const onForgetDeclined: EffectOf<'onForgetDeclined'> = async (turn) => reply(turn, turn.texts.notErased());
