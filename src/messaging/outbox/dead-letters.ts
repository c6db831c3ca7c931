import type { Transaction } from '#src/db/connect.ts';
import { afterCommit } from '#src/db/in-transaction.ts';
import type { OutboxTools } from './enqueue.ts';
import type { MessageType } from './message-types.ts';
import { Outbound } from './outbound.ts';

/** Messages that failed for good, newest first. */
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

/** Counts the failed messages among those that were queued since then. */
export async function countDeadLetters(trx: Transaction, since: Date): Promise<number> {
  return Outbound.query(trx).where({ status: 'failed' }).where('createdAt', '>=', since).resultSize();
}

export type RequeueOutcome =
  | { outcome: 'requeued'; message: Outbound }
  /** The message is queued, sent or cancelled. */
  | { outcome: 'notFailed' }
  /** It has expired, or it is a code: the person asks for a new one. */
  | { outcome: 'outOfDate' }
  | { outcome: 'noSuchMessage' };

/** Makes a dead letter due again, with all its attempts. */
export async function requeueDeadLetter(
  trx: Transaction,
  tools: OutboxTools,
  outboxId: number,
): Promise<RequeueOutcome> {
  const [requeued] = await requeueWhere(trx, tools, { outboxId });
  const message = await Outbound.query(trx).findById(outboxId);
  if (!message) return { outcome: 'noSuchMessage' };
  if (requeued !== undefined) return { outcome: 'requeued', message };
  return { outcome: message.status === 'failed' ? 'outOfDate' : 'notFailed' };
}

/** Requeues every dead letter of this type that has not expired. Returns their ids. */
export async function requeueDeadLetters(
  trx: Transaction,
  tools: OutboxTools,
  messageType: MessageType,
): Promise<number[]> {
  return requeueWhere(trx, tools, { messageType });
}

async function requeueWhere(
  trx: Transaction,
  tools: OutboxTools,
  which: { outboxId: number } | { messageType: MessageType },
): Promise<number[]> {
  const now = tools.clock.now();
  const requeued: { outboxId: number }[] = await trx('outbox')
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
  if (requeued.length > 0) afterCommit(trx, tools.onQueued);
  return requeued.map(({ outboxId }) => outboxId);
}
