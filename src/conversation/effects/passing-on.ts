import { forwardText } from '#src/conversation/forward-text.ts';
import { forwardedReply, helpReply } from '#src/conversation/replies/forwarded-replies.ts';
import { type EffectOf, eventAs, reply } from '#src/conversation/turn.ts';
import { listLikelyCommands } from '#src/conversation/understanding/commands/likely-commands.ts';
import { saysMoreThanGreeting } from '#src/conversation/understanding/first-words.ts';
import { watchFactsOf } from '#src/notices/watch-settings.ts';
import { isTurnForPerson } from './asking-again.ts';

/**
 * Two misses, the three likeliest words, then a person: never the same answer twice in a row. The coordinators get the words
 * from the first miss on.
 */
export const onUnclear: EffectOf<'onUnclear'> = async (turn, { context }) => {
  const { texts, text, user, settings } = turn;
  const forwarded = await forwardText(turn, text.body, 'unread');
  if (forwarded.isOnlyKept || isTurnForPerson(context)) return reply(turn, forwardedReply(texts, settings, forwarded));
  const facts = watchFactsOf(settings);
  if (context.misses === 0) return reply(turn, texts.notUnderstood(facts));
  return reply(
    turn,
    texts.perhaps({ ...facts, commands: listLikelyCommands(text.body, user?.isCoordinator ?? false) }),
  );
};

export const onHelpAsked: EffectOf<'onHelpAsked'> = async (turn) =>
  reply(turn, helpReply(turn.texts, turn.settings, await forwardText(turn, turn.text.body, 'help')));

/** Somebody who is not a member reports less than an incident, or does not say how bad it is: a person reads it at once. */
export const onOutsiderReport: EffectOf<'onOutsiderReport'> = async (turn, { event }) => {
  const { texts, settings } = turn;
  const { words, attachments } = eventAs(event, 'REPORT');
  if (!words && attachments.length === 0) return reply(turn, texts.askOutsiderReport(watchFactsOf(settings)));
  return reply(turn, helpReply(texts, settings, await forwardText(turn, words, 'outside')));
};

/** The first text of an unknown number. Our answer is a greeting and claims nothing of it. */
export const onFirstWords: EffectOf<'onFirstWords'> = async (turn) => {
  if (saysMoreThanGreeting(turn.text.body)) await forwardText(turn, turn.text.body, 'unread');
  return undefined;
};

/** What was begun and left still reaches somebody, where there is anybody. */
export const onReportLeft: EffectOf<'onReportLeft'> = async (turn, { context }) => {
  const { texts, settings } = turn;
  const { words, attachments } = context;
  if (!words && attachments.length === 0) return undefined;
  const { told, isCut, isOnlyKept } = await forwardText(turn, words, 'report');
  if (isOnlyKept) return reply(turn, texts.onlyKept(watchFactsOf(settings)));
  if (told === 0) return reply(turn, texts.wordsNotPassed(watchFactsOf(settings)));
  return reply(turn, words ? texts.wordsPassed({ isCut }) : texts.reportNoted());
};
