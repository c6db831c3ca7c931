import { dangerPayloadOf } from '#src/actions/danger/danger-ask.ts';
import { raiseDangerAlarm, wordsOfDanger } from '#src/actions/danger/raise-alarm.ts';
import type { Ask } from '#src/asks/ask.ts';
import { answerAsk } from '#src/asks/end-ask.ts';
import { findAsk } from '#src/asks/find-ask.ts';
import { metaOf, step } from '#src/conversation/machine/step.ts';
import { restoreDialogue, type SavedDialogue, saveDialogue } from '#src/conversation/saved-dialogue.ts';
import { tellsOfHiding } from '#src/conversation/understanding/danger/hiding.ts';
import type { Transaction } from '#src/db/connect.ts';
import { lockRows } from '#src/db/locking.ts';
import type { TimerOutcome } from '#src/db/timers/timer.ts';
import { askAgainAboutDanger, notifyOfDangerSilence, tellOfDangerAlarm } from '#src/notices/cases/danger-notices.ts';
import { causedBy, type Originator, originatorOf, unknownOriginator } from '#src/notices/limit/originator.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { after, before, MINUTE } from '#src/platform/duration.ts';
import { findLatestIncident } from '#src/reports/find-report.ts';
import { isCheckedIn } from '#src/roster/attendance/is-checked-in.ts';
import { isHelpUrgent } from '#src/roster/schedules/night.ts';
import { findUser } from '#src/volunteers/people/find-user.ts';

export async function askDangerAgain(trx: Transaction, settings: WatchSettings, askId: number): Promise<TimerOutcome> {
  const ask = await findWaiting(trx, askId);
  if (!ask) return 'not_needed';
  await askAgainAboutDanger(trx, settings, ask);
  return 'done';
}

/**
 * Nobody who may be in danger is left alone with our question. At night, and for whoever may need help at once, silence raises
 * the alarm. Otherwise the coordinators get the words again.
 */
export async function endDangerSilence(
  trx: Transaction,
  settings: WatchSettings,
  askId: number,
): Promise<TimerOutcome> {
  const ask = await findWaiting(trx, askId);
  if (!ask) return 'not_needed';
  await endSilence(trx, causedBy(settings, await originatorOfAsk(trx, ask)), ask);
  return 'done';
}

async function endSilence(trx: Transaction, settings: WatchSettings, ask: Ask): Promise<void> {
  if (dangerPayloadOf(ask).isUrgent || isHelpUrgent(settings.clock.now(), settings.zone)) {
    await raiseAlarm(trx, settings, ask);
  } else {
    await notifyOfDangerSilence(trx, settings, { ask, words: await wordsOfDanger(trx, ask) });
  }
}

/** Their words cause what follows, and count for their limit. */
async function originatorOfAsk(trx: Transaction, ask: Ask): Promise<Originator> {
  const { userId } = dangerPayloadOf(ask);
  const user = userId === null ? undefined : await findUser(trx, userId);
  return user ? originatorOf(user) : unknownOriginator(ask.identity);
}

/** The ask, if they have not answered and no alarm of theirs is open. A text that is being handled may answer it. */
async function findWaiting(trx: Transaction, askId: number): Promise<Ask | undefined> {
  const asked = await findAsk(trx, askId);
  if (!asked) return undefined;
  await lockRows(trx, 'conversations', [dangerPayloadOf(asked).conversationId]);
  const ask = await findAsk(trx, askId);
  if (ask?.status !== 'open') return undefined;
  // a text from right before the question may have been handled after it
  const incident = await findLatestIncident(trx, ask.identity, before(ask.openedAt, MINUTE));
  return incident ? undefined : ask;
}

/** The alarm takes the report that they have begun, and their next texts belong to it. */
async function raiseAlarm(trx: Transaction, settings: WatchSettings, ask: Ask): Promise<void> {
  const now = settings.clock.now();
  const { conversationId } = dangerPayloadOf(ask);
  const saved: SavedDialogue = await trx('conversations')
    .where({ conversationId })
    .first('version', 'place', 'context');
  const { dialogue } = restoreDialogue(saved);
  const { words, attachments } = dialogue.context;
  const begun = metaOf(dialogue).expects === 'severity' ? { words, attachments } : { words: '', attachments: [] };

  await answerAsk(trx, settings.clock, { askId: ask.askId, answer: 'silence' });
  const mayHide = await isHidden(trx, ask, now);
  const filed = await raiseDangerAlarm(trx, settings, { ask, at: now, begun, mayHide });
  const openUntil = after(now, settings.additionsWindow).getTime();
  const next = step(dialogue, { type: 'FILED', reportId: filed.report.reportId, openUntil }).dialogue;
  await trx('conversations')
    .where({ conversationId })
    .update({ ...saveDialogue(next), questionInboxId: null });
  await tellOfDangerAlarm(trx, settings, { ask, ...filed, mayHide });
}

async function isHidden(trx: Transaction, ask: Ask, at: Date): Promise<boolean> {
  if (!tellsOfHiding(await wordsOfDanger(trx, ask))) return false;
  const { userId } = dangerPayloadOf(ask);
  return userId === null || !(await isCheckedIn(trx, { userId, at }));
}
