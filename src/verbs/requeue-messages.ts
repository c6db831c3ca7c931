import type { Transaction } from '#src/db/connect.ts';
import { type RequeueOutcome, requeue, requeueAll } from '#src/messaging/dead-letters.ts';
import type { MessageType } from '#src/messaging/message-types.ts';
import type { Watch } from '#src/notices/watch.ts';
import type { Actor } from '#src/volunteers/actor.ts';
import { audit } from '#src/volunteers/audit.ts';
import type { Deed } from './deed.ts';

interface Order extends Pick<Deed, 'channel'> {
  actor: Actor;
}

export async function requeueMessage(
  trx: Transaction,
  watch: Watch,
  { outboxId, ...order }: Order & { outboxId: number },
): Promise<RequeueOutcome> {
  const requeued = await requeue(trx, watch, outboxId);
  if (requeued.outcome === 'requeued') await note(trx, watch, order, { subject: `message:${outboxId}` });
  return requeued;
}

/** Returns how many. */
export async function requeueKind(
  trx: Transaction,
  watch: Watch,
  { messageType, ...order }: Order & { messageType: MessageType },
): Promise<number> {
  const requeued = await requeueAll(trx, watch, messageType);
  if (requeued.length > 0) {
    await note(trx, watch, order, { subject: `messages:${messageType}`, after: { count: requeued.length } });
  }
  return requeued.length;
}

async function note(
  trx: Transaction,
  watch: Watch,
  { actor, channel }: Order,
  what: { subject: string; after?: unknown },
): Promise<void> {
  await audit(trx, watch.clock, { actorUserId: actor.userId, channel, action: 'message.requeue', ...what });
}
