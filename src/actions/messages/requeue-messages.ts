import type { ActionOrigin } from '#src/actions/action-origin.ts';
import type { Transaction } from '#src/db/connect.ts';
import { type RequeueOutcome, requeueDeadLetter, requeueDeadLetters } from '#src/messaging/outbox/dead-letters.ts';
import type { MessageType } from '#src/messaging/outbox/message-types.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import type { Actor } from '#src/volunteers/audit/actor.ts';
import { audit } from '#src/volunteers/audit/audit.ts';

interface RequeueOrigin extends Pick<ActionOrigin, 'channel'> {
  actor: Actor;
}

export async function requeueMessage(
  trx: Transaction,
  settings: WatchSettings,
  { outboxId, ...origin }: RequeueOrigin & { outboxId: number },
): Promise<RequeueOutcome> {
  const requeued = await requeueDeadLetter(trx, settings, outboxId);
  if (requeued.outcome === 'requeued') await note(trx, settings, origin, { subject: `message:${outboxId}` });
  return requeued;
}

/** Returns how many were requeued. */
export async function requeueKind(
  trx: Transaction,
  settings: WatchSettings,
  { messageType, ...origin }: RequeueOrigin & { messageType: MessageType },
): Promise<number> {
  const requeued = await requeueDeadLetters(trx, settings, messageType);
  if (requeued.length > 0) {
    await note(trx, settings, origin, { subject: `messages:${messageType}`, after: { count: requeued.length } });
  }
  return requeued.length;
}

async function note(
  trx: Transaction,
  settings: WatchSettings,
  { actor, channel }: RequeueOrigin,
  what: { subject: string; after?: unknown },
): Promise<void> {
  await audit(trx, settings.clock, { actorUserId: actor.userId, channel, action: 'message.requeue', ...what });
}
