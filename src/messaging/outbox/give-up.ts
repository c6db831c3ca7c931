import type { Transaction } from '#src/db/connect.ts';
import type { Outbound } from './outbound.ts';
import type { OutboundStatus } from './outbound-status.ts';

export interface GivenUp {
  /** Where the message must stand for that; elsewhere somebody was faster. */
  from: OutboundStatus;
  code?: string;
  reason: string;
}

/** Failed for good: a dead letter. Who relied on it having been read is told, in the same transaction. */
export async function giveUp(
  trx: Transaction,
  { onNotReached }: { onNotReached: (trx: Transaction, message: Outbound) => Promise<void> },
  { message, from, code, reason }: GivenUp & { message: Outbound },
): Promise<void> {
  const given = await trx('outbox')
    .where({ outboxId: message.outboxId, status: from })
    .update({ status: 'failed', leaseExpiresAt: null, errorCode: code ?? null, error: reason });
  if (given > 0) await onNotReached(trx, message);
}
