import type { Database, Transaction } from './connect.ts';
import { inTransaction } from './in-transaction.ts';

/** Everything that `work` reads is of one instant, however long it takes. It blocks no writer, and cannot write. */
export function inSnapshot<T>(db: Database, work: (trx: Transaction) => Promise<T>): Promise<T> {
  return inTransaction(db, work, { isolationLevel: 'repeatable read', readOnly: true });
}
