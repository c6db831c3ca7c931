import type { Transaction } from '#src/db/connect.ts';
import { afterCommit } from '#src/db/in-transaction.ts';
import { giveUp } from '#src/messaging/outbox/give-up.ts';
import type { Outbound } from '#src/messaging/outbox/outbound.ts';
import { after } from '#src/platform/duration.ts';
import { MOST_ATTEMPTS } from './backoff.ts';
import { type Delivery, factsForLog } from './delivery.ts';

/**
 * Decides for each claimed message whether it is sent, cancelled (with the reason), or failed because no attempt is left.
 * Returns the messages to send after the commit, marked as `sending`. `optedOut`: recipients who have said STOP.
 */
export async function beginSending(
  trx: Transaction,
  delivery: Delivery,
  { claimed, optedOut }: { claimed: readonly Outbound[]; optedOut: ReadonlySet<string> },
): Promise<Outbound[]> {
  const now = delivery.clock.now();
  const leaving: Outbound[] = [];
  for (const message of claimed) {
    if (hasNoAttemptLeft(message)) await fail(trx, delivery, message);
    else {
      const reason = await reasonToCancel(trx, delivery, { message, isOptedOut: optedOut.has(message.identity) });
      if (reason === undefined) leaving.push(message);
      else await cancel(trx, delivery, { message, reason });
    }
  }
  return markSending(trx, leaving, { now, lease: delivery.lease });
}

/** If sending a message kills the process each time, the message ends as a dead letter. */
function hasNoAttemptLeft({ attempts }: Outbound): boolean {
  return attempts > MOST_ATTEMPTS;
}

async function fail(trx: Transaction, delivery: Delivery, message: Outbound): Promise<void> {
  const reason = 'no attempt left';
  await giveUp(trx, delivery, { message, from: message.status, reason });
  afterCommit(trx, () => delivery.log.warn({ ...factsForLog(message), reason }, 'gave a message up'));
}

/** Why the message must not be sent; undefined if it may be. */
export async function reasonToCancel(
  trx: Transaction,
  delivery: Pick<Delivery, 'clock' | 'reasonNotToSend'>,
  { message, isOptedOut }: { message: Outbound; isOptedOut: boolean },
): Promise<string | undefined> {
  if (message.expiresAt && message.expiresAt <= delivery.clock.now()) return 'expired';
  // the confirmation of STOP is the one message that goes to a person who has opted out
  if (isOptedOut && message.messageType !== 'opt_out_confirmation') return 'opted out';
  return delivery.reasonNotToSend(trx, message);
}

async function cancel(
  trx: Transaction,
  delivery: Delivery,
  { message, reason }: { message: Outbound; reason: string },
): Promise<void> {
  const { outboxId, status } = message;
  await trx('outbox').where({ outboxId, status }).update({ status: 'cancelled', error: reason, leaseExpiresAt: null });
  afterCommit(trx, () => delivery.log.info({ ...factsForLog(message), reason }, 'not sent'));
}

/** Returns the messages that are marked: some by the claim itself, the others here, if their claim has not been recovered. */
async function markSending(
  trx: Transaction,
  messages: readonly Outbound[],
  { now, lease }: { now: Date; lease: number },
): Promise<Outbound[]> {
  const claimed = messages.filter(({ status }) => status === 'claimed');
  if (claimed.length === 0) return [...messages];
  const marked: { outboxId: number }[] = await trx('outbox')
    .whereIn('outboxId', claimed.map(idOf))
    .where({ status: 'claimed' })
    .update({ status: 'sending', sendingAt: now, leaseExpiresAt: after(now, lease) })
    .returning('outboxId');
  const ids = new Set(marked.map(idOf));
  // copies: if the transaction is retried, the originals must be unchanged
  return messages.flatMap((message) => {
    if (message.status === 'sending') return [message];
    return ids.has(message.outboxId) ? [message.$clone().$set({ status: 'sending', sendingAt: now })] : [];
  });
}

function idOf({ outboxId }: { outboxId: number }): number {
  return outboxId;
}
