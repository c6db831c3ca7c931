import { beginTransaction } from '#src/db/knex/begin-transaction.ts';
import type { TransactionConfig } from '#src/db/knex/transaction-config.ts';
import type { Database, Transaction } from './connect.ts';
import { createConflictRetries } from './retry-on-conflict.ts';

/** What to do when a transaction ends. */
interface Ending {
  beforeCommit: (() => Promise<void>)[];
  afterCommit: Set<() => void>;
}

const endings = new WeakMap<Transaction, Ending>();

/**
 * Runs `work` in one transaction: it commits as a whole or not at all. While the database is busy, `work` runs again
 * after a random pause, so it must have no effect outside of the transaction. Inside a transaction it is part of that one.
 */
export async function inTransaction<T>(
  db: Database,
  work: (trx: Transaction) => Promise<T>,
  config: TransactionConfig = {},
): Promise<T> {
  if (isTransaction(db)) return work(db);
  const retries = createConflictRetries();
  for (;;) {
    try {
      const begun = await beginTransaction(db, config);
      const { trx } = begun;
      const ending: Ending = { beforeCommit: [], afterCommit: new Set() };
      endings.set(trx, ending);
      let result: T;
      try {
        result = await work(trx);
        for (const step of ending.beforeCommit) await step();
        await begun.commit();
      } catch (thrown) {
        await begun.rollBack();
        throw thrown;
      } finally {
        await begun.release();
      }
      for (const listener of ending.afterCommit) listener();
      return result;
    } catch (thrown) {
      await retries.pauseAfter(thrown);
    }
  }
}

/** Runs this at the end of the transaction, so that a lock which many transactions take is held during the commit only. */
export function beforeCommit(trx: Transaction, step: () => Promise<void>): void {
  const ending = endings.get(trx);
  if (!ending) throw new Error('not a transaction of inTransaction');
  ending.beforeCommit.push(step);
}

/** Calls `listener` when the transaction has committed. A function that is given twice is called once. */
export function afterCommit(trx: Transaction, listener: () => void): void {
  endings.get(trx)?.afterCommit.add(listener);
}

export function isTransaction(db: Database): db is Transaction {
  return db.isTransaction === true;
}
