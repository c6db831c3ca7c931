import type { Transaction } from '#src/db/connect.ts';
import type { Outbound } from './outbound.ts';
import type { OutboundStatus } from './outbound-status.ts';

export interface FinalFailure {
  /** The status that the message must have. If it has another, another process has settled it. */
  from: OutboundStatus;
  code?: string;
  reason: string;
}

/** Makes a message a dead letter. In the same transaction, `onNotReached` tells those who relied on it. */
export async function giveUp(
  trx: Transaction,
  { onNotReached }: { onNotReached: (trx: Transaction, message: Outbound) => Promise<void> },
  { message, from, code, reason }: FinalFailure & { message: Outbound },
): Promise<void> {
  const failed = await trx('outbox')
    .where({ outboxId: message.outboxId, status: from })
    .update({ status: 'failed', leaseExpiresAt: null, errorCode: code ?? null, error: reason });
  if (failed > 0) await onNotReached(trx, message);
}
