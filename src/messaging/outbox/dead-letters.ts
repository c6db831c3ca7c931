import type { Transaction } from '#src/db/connect.ts';
import { afterCommit } from '#src/db/in-transaction.ts';
import type { OutboxTools } from './enqueue.ts';
import type { MessageType } from './message-types.ts';
import { Outbound } from './outbound.ts';

/** What was given up, newest first. */
export async function listDeadLetters(
  trx: Transaction,
  {
    messageType,
    beforeId,
    limit,
  }: { messageType?: MessageType | undefined; beforeId: number | undefined; limit: number },
): Promise<Outbound[]> {
  const failed = Outbound.query(trx).where({ status: 'failed' }).orderBy('outboxId', 'desc').limit(limit);
  if (messageType) failed.where({ messageType });
  if (beforeId !== undefined) failed.where('outboxId', '<', beforeId);
  return failed;
}

/** How many were given up of what was queued since then. */
export async function countDeadLetters(trx: Transaction, since: Date): Promise<number> {
  return Outbound.query(trx).where({ status: 'failed' }).where('createdAt', '>=', since).resultSize();
}

export type RequeueOutcome =
  | { outcome: 'requeued'; message: Outbound }
  /** It is queued, sent or cancelled. */
  | { outcome: 'notFailed' }
  /** A code is asked for anew, and what is out of date helps nobody. */
  | { outcome: 'outOfDate' }
  | { outcome: 'noSuchMessage' };

/** Sends a dead letter after all, with all its attempts. */
export async function requeue(trx: Transaction, post: OutboxTools, outboxId: number): Promise<RequeueOutcome> {
  const [again] = await requeueThose(trx, post, { outboxId });
  const message = await Outbound.query(trx).findById(outboxId);
  if (!message) return { outcome: 'noSuchMessage' };
  if (again !== undefined) return { outcome: 'requeued', message };
  return { outcome: message.status === 'failed' ? 'outOfDate' : 'notFailed' };
}

/** Every dead letter of a kind that is not out of date; returns which. */
export async function requeueAll(trx: Transaction, post: OutboxTools, messageType: MessageType): Promise<number[]> {
  return requeueThose(trx, post, { messageType });
}

async function requeueThose(
  trx: Transaction,
  post: OutboxTools,
  which: { outboxId: number } | { messageType: MessageType },
): Promise<number[]> {
  const now = post.clock.now();
  const again: { outboxId: number }[] = await trx('outbox')
    .where({ ...which, status: 'failed' })
    .whereNull('codeId')
    .where((valid) => valid.whereNull('expiresAt').orWhere('expiresAt', '>', now))
    .update({
      status: 'queued',
      dueAt: now,
      attempts: 0,
      leaseExpiresAt: null,
      sendingAt: null,
      unknownAt: null,
      providerSid: null,
      deliveryStatus: null,
      deliveryStatusAt: null,
      errorCode: null,
      error: null,
    })
    .returning('outboxId');
  if (again.length > 0) afterCommit(trx, post.onQueued);
  return again.map(({ outboxId }) => outboxId);
}
