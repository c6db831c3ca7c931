import type { Sighting } from '#src/conversation/machine/vocabulary.ts';
import { endSightingTimers, scheduleSightingEnd, UNANSWERED_FOR } from '#src/conversation/timers/sighting-end.ts';
import { type EffectOf, eventAs, memberOf, reply, type Turn, timeIn, turnCause } from '#src/conversation/turn.ts';
import { watchFactsOf } from '#src/notices/watch-settings.ts';
import { after, laterOf } from '#src/platform/duration.ts';
import { caseStaysOpen } from './additions.ts';
import { fileSighting } from './file-sighting.ts';

/** A report in plain words. We keep it and ask how serious it is. A timer files it if there is no answer. */
export const onSighting: EffectOf<'onSighting'> = async (turn, { event }) => {
  const { words, attachments } = eventAs(event, 'SIGHTING');
  const sighting = await planSightingEnd(turn);
  const until = timeIn(turn, new Date(sighting.filesAt));
  reply(turn, turn.texts.askSighting({ ...watchFactsOf(turn.settings), until }));
  return { type: 'ASKED_SEVERITY', words, attachments, sighting };
};

/** Plans what happens if nobody says how serious it is. */
export async function planSightingEnd(turn: Turn): Promise<Sighting> {
  const { trx, settings, text } = turn;
  const { conversationId, inboxId } = text;
  const dueAt = after(laterOf(text.receivedAt, settings.clock.now()), UNANSWERED_FOR);
  await scheduleSightingEnd(trx, settings, { conversationId, inboxId, userId: memberOf(turn).userId, dueAt });
  return { inboxId, filesAt: dueAt.getTime() };
}

/** The sender leaves the question for a command, or is back after an outage. It is filed as we said. */
export const onSightingUnanswered: EffectOf<'onSightingUnanswered'> = async (turn, { context }) => {
  const { trx, settings, text, texts, user } = turn;
  const { words, attachments } = context;
  await endSightingTimers(trx, settings, text.conversationId);
  const sender = { userId: user?.userId, identity: text.identity };
  const report = { cause: `${turnCause(turn)}:sighting`, at: text.receivedAt, words, attachments };
  const { reportId, textsOf } = await fileSighting(trx, settings, { ...sender, ...report });
  for (const body of textsOf(texts)) reply(turn, body);
  return caseStaysOpen(turn, reportId);
};

/** "It is nothing": the timer files nothing. */
export const onSightingTakenBack: EffectOf<'onSightingTakenBack'> = async ({ trx, settings, text }) => {
  await endSightingTimers(trx, settings, text.conversationId);
  return undefined;
};
