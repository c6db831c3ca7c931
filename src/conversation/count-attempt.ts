import type { Transaction } from '#src/db/connect.ts';
import { lockRows } from '#src/db/locking.ts';

export interface CountedText {
  inboxId: number;
  attempts: number;
}

/**
 * Counts an attempt at the oldest text that nobody has handled. In a transaction of its own, so that a text that kills the
 * process counts as tried.
 */
export async function countAttempt(trx: Transaction, conversationId: number): Promise<CountedText | undefined> {
  // whoever handles it at this moment is waited for
  await lockRows(trx, 'conversations', [conversationId]);
  const oldest = await trx('inbox')
    .where({ conversationId })
    .whereNull('handledAt')
    .orderBy('inboxId')
    .first('inboxId');
  if (!oldest) return undefined;
  const [row] = await trx('inbox')
    .where({ inboxId: oldest.inboxId })
    .whereNull('handledAt')
    .update({ attempts: trx.raw('attempts + 1') })
    .returning(['inboxId', 'attempts']);
  return row ?? { inboxId: oldest.inboxId, attempts: 0 };
}
