import { recordLiveEvent } from '#src/notices/live-events.ts';
import { passReplyOn } from '#src/notices/talk-notices.ts';
import { isOptedOut } from '#src/volunteers/numbers/opt-out.ts';
import { firstName } from '#src/volunteers/people/display-name.ts';
import { forwardText } from '../forward-text.ts';
import { helpText } from '../person-text.ts';
import { causeOf, type EffectOf, reply } from '../turn.ts';

/** To whom they are talking; to the other coordinators if our texts no longer reach that one. */
export const passToCoordinator: EffectOf<'passToCoordinator'> = async (turn) => {
  const { trx, settings, text, texts, user, talkingWith } = turn;
  if (!talkingWith) throw new Error('nobody is talking with them');
  const { userId, phone, name } = talkingWith;
  if (phone === null || (await isOptedOut(trx, phone))) {
    return reply(turn, helpText(texts, settings, await forwardText(turn, text.body, 'help')));
  }
  const { inboxId, conversationId, identity, body, attachments } = text;
  const { isCut } = await passReplyOn(trx, settings, {
    cause: causeOf(turn),
    coordinator: talkingWith,
    identity,
    user,
    body,
    attachments,
  });
  const ids = { inbox_id: inboxId, conversation_id: conversationId };
  recordLiveEvent(trx, settings.clock, { type: 'reply', ...ids, user_id: userId });
  return reply(turn, texts.passedTo({ coordinator: firstName(name), isCut }));
};
