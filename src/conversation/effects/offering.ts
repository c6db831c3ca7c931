import type { Circumstances } from '#src/conversation/events.ts';
import { forwardText } from '#src/conversation/forward-text.ts';
import type { OutcomeEvent } from '#src/conversation/machine/vocabulary.ts';
import { forwardedReply } from '#src/conversation/replies/forwarded-replies.ts';
import { type EffectOf, eventAs, reply, type Turn, textEvent } from '#src/conversation/turn.ts';
import { eventOfIntent } from '#src/conversation/understanding/intent/intent-events.ts';
import { watchFactsOf } from '#src/notices/watch-settings.ts';

/** The coordinators get the words as well, because the sender may never say which of the two is meant. */
export const onDoubtful: EffectOf<'onDoubtful'> = async (turn, { event }) => {
  const { intents, words } = eventAs(event, 'DOUBTFUL');
  const [first, second] = intents;
  const { isOnlyKept } = await forwardText(turn, words, 'unread');
  if (isOnlyKept) return reply(turn, turn.texts.onlyKept(watchFactsOf(turn.settings)));
  reply(turn, turn.texts.offer({ ...watchFactsOf(turn.settings), first, second }));
  return { type: 'OFFERED', offered: { intents, words, at: turn.text.receivedAt.getTime() } };
};

/** The person said which intent is meant, so their words are read again as that. They need not type them again. */
export const onOfferTaken: EffectOf<'onOfferTaken'> = async (turn, { event, context: { offered } }) => {
  const said = textEvent(event);
  const intent = offered?.intents[said.type === 'NUMBER' ? said.number - 1 : 0];
  if (!offered || !intent) return reply(turn, turn.texts.nothingOpenHere(watchFactsOf(turn.settings)));
  const sentence = { text: offered.words, isSure: true, isHarmless: false };
  const meant = eventOfIntent(intent, sentence, circumstancesOf(turn, new Date(offered.at)));
  const isAttendance = meant.type === 'IN' || meant.type === 'OUT';
  const { sentence: _, ...confirmed } = isAttendance ? meant : { ...meant, sentence: undefined };
  const { at, attachments } = said;
  return { ...confirmed, at, attachments, body: offered.words } as OutcomeEvent;
};

/** The words meant something else, so a person gets them. */
export const onOfferDeclined: EffectOf<'onOfferDeclined'> = async (turn, { event, context: { offered } }) => {
  if (!offered) return event.type === 'TIMED_OUT' ? undefined : reply(turn, turn.texts.nothingToLeave());
  const forwarded = await forwardText(turn, offered.words, 'unread');
  if (event.type === 'TIMED_OUT') return undefined;
  return reply(turn, forwardedReply(turn.texts, turn.settings, forwarded));
};

export const onExplain: EffectOf<'onExplain'> = async (turn, { event }) => {
  const { about } = eventAs(event, 'EXPLAIN');
  return reply(
    turn,
    turn.texts.explain({ ...watchFactsOf(turn.settings), about, isMember: turn.user?.isActive ?? false }),
  );
};

function circumstancesOf({ settings, user }: Turn, now: Date): Circumstances {
  const { zone, region } = settings;
  return { now, zone, region, expects: 'nothing', isCoordinator: user?.isCoordinator ?? false };
}
