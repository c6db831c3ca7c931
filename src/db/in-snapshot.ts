import type { Database, Transaction } from './connect.ts';
import { isTransaction } from './in-transaction.ts';
import { openSnapshot, type Snapshot, type SnapshotOptions } from './knex/open-snapshot.ts';
import { createConflictRetries } from './retry-on-conflict.ts';

/**
 * Everything that `work` reads is of one instant, that of its first statement, however long it takes. It blocks no writer,
 * and cannot write. While the database is busy, `work` runs again.
 */
export function inSnapshot<T>(db: Database, work: (trx: Transaction) => Promise<T>): Promise<T> {
  return isTransaction(db) ? work(db) : inOpenSnapshot(db, ({ trx }) => work(trx));
}

/** The same for work that wants to know whether its snapshot has begun. */
export async function inOpenSnapshot<T>(
  db: Database,
  work: (snapshot: Snapshot) => Promise<T>,
  options?: SnapshotOptions,
): Promise<T> {
  const retries = createConflictRetries();
  for (;;) {
    try {
      const snapshot = openSnapshot(db, options);
      try {
        return await work(snapshot);
      } finally {
        await snapshot.close();
      }
    } catch (thrown) {
      await retries.pauseAfter(thrown);
    }
  }
}
