import type { Transaction } from '#src/db/connect.ts';

/** The words in which each of these asks was last asked, by ask. */
export async function listQuestions(trx: Transaction, askIds: readonly number[]): Promise<Map<number, string>> {
  if (askIds.length === 0) return new Map();
  const rows: { askId: number; payload: string }[] = await trx('outbox')
    .whereIn('askId', [...askIds])
    .orderBy('outboxId')
    .select('askId', 'payload');
  return new Map(rows.map(({ askId, payload }) => [askId, payload]));
}
