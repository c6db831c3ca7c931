import { forwardHarmless, forwardText } from '#src/conversation/forward-text.ts';
import { forPersonReply, forwardedReply, helpReply } from '#src/conversation/replies/forwarded-replies.ts';
import { endSightingTimers } from '#src/conversation/timers/sighting-end.ts';
import { type EffectOf, eventAs, reply } from '#src/conversation/turn.ts';
import { listLikelyCommands } from '#src/conversation/understanding/commands/likely-commands.ts';
import { isBareHelp } from '#src/conversation/understanding/danger/read-danger.ts';
import { saysMoreThanGreeting } from '#src/conversation/understanding/first-words.ts';
import { watchFactsOf } from '#src/notices/watch-settings.ts';
import { shouldAskCoordinator } from './asking-again.ts';
import { passOnBareHelp } from './bare-help.ts';
import { isFresh } from './shifts/listing.ts';

/**
 * The answers to texts in a row that we could not read: first how to ask for the menu, then the three likeliest
 * commands, then that a person reads them. The coordinators get the words from the first text on.
 */
export const onUnclear: EffectOf<'onUnclear'> = async (turn, { context }) => {
  const { texts, text, user, settings } = turn;
  const forwarded = await forwardText(turn, text.body, 'unread');
  if (forwarded.isOnlyKept || shouldAskCoordinator(context))
    return reply(turn, forwardedReply(texts, settings, forwarded));
  const facts = watchFactsOf(settings);
  if (context.misses === 0) {
    const isAtList = isFresh(turn, context.list);
    return reply(turn, isAtList ? texts.notUnderstoodAtList(facts) : texts.notUnderstood(facts));
  }
  return reply(
    turn,
    texts.perhaps({ ...facts, commands: listLikelyCommands(text.body, user?.isCoordinator ?? false) }),
  );
};

/** Only a person can answer it: we say what we can, and pass the words on. */
export const onForPerson: EffectOf<'onForPerson'> = async (turn, { event }) => {
  const { texts, settings, user } = turn;
  const { words, intent, isHarmless } = eventAs(event, 'FOR_PERSON');
  const forwarded = await (isHarmless ? forwardHarmless : forwardText)(turn, words, intent);
  return reply(turn, forPersonReply(texts, settings, { ...forwarded, intent, isMember: user?.isActive ?? false }));
};

export const onHelpAsked: EffectOf<'onHelpAsked'> = async (turn) =>
  reply(turn, helpReply(turn.texts, turn.settings, await forwardText(turn, turn.text.body, 'help')));

/**
 * A sender who is not a member reports less than an incident, or does not say how bad it is. A coordinator reads it.
 */
export const onOutsiderReport: EffectOf<'onOutsiderReport'> = async (turn, { event }) => {
  const { texts, settings } = turn;
  const { words, attachments } = eventAs(event, 'REPORT', 'SIGHTING');
  if (!words && attachments.length === 0) return reply(turn, texts.askOutsiderReport(watchFactsOf(settings)));
  return reply(turn, helpReply(texts, settings, await forwardText(turn, words, 'outside')));
};

/** The first text of an unknown number. Our answer is a greeting, and does not say that the text was passed on. */
export const onFirstWords: EffectOf<'onFirstWords'> = async (turn, { event }) => {
  const why = event.type === 'FOR_PERSON' ? event.intent : 'unread';
  await passOnBareHelp(turn);
  if (saysMoreThanGreeting(turn.text.body) && !isBareHelp(turn.text.body)) await forwardText(turn, turn.text.body, why);
  return undefined;
};

/** A report that was begun and left still reaches the coordinators, if there are any. */
export const onReportLeft: EffectOf<'onReportLeft'> = async (turn, { context }) => {
  const { texts, settings } = turn;
  const { words, attachments } = context;
  if (context.sighting) await endSightingTimers(turn.trx, settings, turn.text.conversationId);
  if (!words && attachments.length === 0) return undefined;
  const { told, isCut, isOnlyKept } = await forwardText(turn, words, 'report');
  if (isOnlyKept) return reply(turn, texts.onlyKept(watchFactsOf(settings)));
  if (told === 0) return reply(turn, texts.wordsNotPassed(watchFactsOf(settings)));
  return reply(turn, words ? texts.wordsPassed({ isCut }) : texts.reportNoted());
};
