import { forwardText } from '#src/conversation/forward-text.ts';
import { helpReply } from '#src/conversation/replies/forwarded-replies.ts';
import { type EffectOf, reply, turnCause } from '#src/conversation/turn.ts';
import { relayReply } from '#src/notices/cases/relay-reply.ts';
import { recordLiveEvent } from '#src/notices/live/live-events.ts';
import { watchFactsOf } from '#src/notices/watch-settings.ts';
import { isOptedOut } from '#src/volunteers/numbers/opt-out.ts';
import { firstName } from '#src/volunteers/people/display-name.ts';

/** To the coordinator who wrote to them, or to the others if our texts no longer reach that one. */
export const onRelay: EffectOf<'onRelay'> = async (turn) => {
  const { trx, settings, text, texts, user, relayCoordinator } = turn;
  if (!relayCoordinator) throw new Error('there is no coordinator to relay to');
  const { userId, phone, name } = relayCoordinator;
  if (phone === null || (await isOptedOut(trx, phone))) {
    return reply(turn, helpReply(texts, settings, await forwardText(turn, text.body, 'help')));
  }
  const { inboxId, conversationId, identity, body, attachments } = text;
  const { isCut, isKept } = await relayReply(trx, settings, {
    cause: turnCause(turn),
    coordinator: relayCoordinator,
    identity,
    user,
    body,
    attachments,
  });
  const ids = { inbox_id: inboxId, conversation_id: conversationId };
  recordLiveEvent(trx, settings.clock, { type: 'reply', ...ids, user_id: userId });
  if (isKept) return reply(turn, texts.onlyKept(watchFactsOf(settings)));
  return reply(turn, texts.passedTo({ coordinator: firstName(name), isCut }));
};
