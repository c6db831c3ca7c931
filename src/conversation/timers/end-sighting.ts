import { fileSighting } from '#src/conversation/effects/cases/file-sighting.ts';
import { forward } from '#src/conversation/forward-text.ts';
import { step } from '#src/conversation/machine/step.ts';
import { restoreDialogue, saveDialogue } from '#src/conversation/saved-dialogue.ts';
import type { Transaction } from '#src/db/connect.ts';
import { lockRows } from '#src/db/locking.ts';
import type { TimerOutcome } from '#src/db/timers/timer.ts';
import { causedBy, originatorOf, unknownOriginator } from '#src/notices/limit/originator.ts';
import { type Notice, notify, notifyStranger } from '#src/notices/notify.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { after } from '#src/platform/duration.ts';
import { findUserByPhone } from '#src/volunteers/people/find-user.ts';

/**
 * Files a sighting as suspicious, tells the sender, and goes on with the dialogue as if the sender had answered. Does nothing
 * if the question is no longer open. A text of the sender waits for the lock, so of an answer and this, one files the case.
 */
export async function endSighting(
  trx: Transaction,
  settings: WatchSettings,
  { conversationId, inboxId }: { conversationId: number; inboxId: number },
): Promise<TimerOutcome> {
  await lockRows(trx, 'conversations', [conversationId]);
  const row = await trx('conversations').where({ conversationId }).first('identity', 'version', 'place', 'context');
  if (!row) return 'not_needed';
  const { dialogue } = restoreDialogue(row);
  const { sighting, words, attachments } = dialogue.context;
  if (sighting?.inboxId !== inboxId) return 'not_needed';
  // REPORT alone: nothing is written yet
  if (words === '' && attachments.length === 0) return 'not_needed';

  const { identity } = row;
  const user = await findUserByPhone(trx, identity);
  const sender = { userId: user?.userId, identity };
  const cause = `sighting:${inboxId}`;
  const report = { cause, at: new Date(sighting.filesAt), words, attachments };
  const originator = user ? originatorOf(user) : unknownOriginator(identity);
  const { reportId, textsOf } = await fileSighting(trx, causedBy(settings, originator), { ...sender, ...report });

  const openUntil = after(settings.clock.now(), settings.additionsWindow).getTime();
  const next = step(dialogue, { type: 'FILED', reportId, openUntil }).dialogue;
  await trx('conversations').where({ conversationId }).update(saveDialogue(next));

  const notice: Notice = { messageType: 'answer', cause, text: (texts) => textsOf(texts).join('\n') };
  if (user) await notify(trx, settings, user, notice);
  else await notifyStranger(trx, settings, identity, notice);
  // whoever typed REPORT meant somebody to read it
  if (sighting.isReport) {
    const receivedAt = settings.clock.now();
    await forward(trx, settings, { inboxId, conversationId, receivedAt, identity, user, words, why: 'report' });
  }
  return 'done';
}
