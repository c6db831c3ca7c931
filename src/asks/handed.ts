import type { Transaction } from '#src/db/connect.ts';
import { HANDED_OVER } from '#src/messaging/outbox/outbound-status.ts';

/** That a question was handed to the provider. */
export interface Handed {
  at: Date;
  /** Of two questions that were handed over at the same instant, the one that was queued later is the later one. */
  outboxId: number;
}

export function compareHanded(one: Handed, other: Handed): number {
  return one.at.getTime() - other.at.getTime() || one.outboxId - other.outboxId;
}

interface SentQuestion {
  askId: number;
  outboxId: number;
  identity: string;
  sendingAt: Date | number | null;
  sentAt: Date | number | null;
}

/**
 * When the questions of these asks were last handed over, by ask. Leaves out messages that the provider refused or that did
 * not arrive, and those to an earlier number of the person: nobody answers a question that they have not got.
 */
export async function findHanded(
  trx: Transaction,
  asks: readonly { askId: number; identity: string }[],
): Promise<Map<number, Handed>> {
  if (asks.length === 0) return new Map();
  const identityOf = new Map(asks.map(({ askId, identity }) => [askId, identity]));
  const sent: SentQuestion[] = await trx('outbox')
    .whereIn('askId', [...identityOf.keys()])
    .whereIn('status', [...HANDED_OVER])
    .where((arrived) => arrived.whereNull('deliveryStatus').orWhereNotIn('deliveryStatus', ['undelivered', 'failed']))
    .select('askId', 'outboxId', 'identity', 'sendingAt', 'sentAt');
  const handed = new Map<number, Handed>();
  for (const { askId, outboxId, identity, sendingAt, sentAt } of sent) {
    // after a restore, we know of some messages only when the provider sent them
    const instant = sendingAt ?? sentAt;
    if (instant === null || identity !== identityOf.get(askId)) continue;
    const found = { at: new Date(instant), outboxId };
    const known = handed.get(askId);
    if (!known || compareHanded(found, known) > 0) handed.set(askId, found);
  }
  return handed;
}
