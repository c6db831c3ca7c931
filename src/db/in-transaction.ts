import { setTimeout as wait } from 'node:timers/promises';
import type { Knex } from 'knex';
import type { Database, Transaction } from './connect.ts';
import { isOutdated } from './kept-statements-on-postgres.ts';

/** SQLite: somebody else writes. PostgreSQL: serialization failure, deadlock, lock not available. All pass by themselves. */
const PASSING = new Set(['SQLITE_BUSY', 'SQLITE_BUSY_SNAPSHOT', 'SQLITE_LOCKED', '40001', '40P01', '55P03']);
const LONGEST_PAUSE_MS = 50;
const GIVE_UP_AFTER_MS = 10_000;

interface Ending {
  last: (() => Promise<void>)[];
  committed: Set<() => void>;
}

const endings = new WeakMap<Transaction, Ending>();

/**
 * Runs `work` in one transaction: it commits as a whole or not at all. Where the database is busy, `work` runs again
 * after a random pause, so it must have no effect outside of the transaction.
 */
export async function inTransaction<T>(
  db: Database,
  work: (trx: Transaction) => Promise<T>,
  config: Knex.TransactionConfig = {},
): Promise<T> {
  const since = performance.now();
  for (let attempt = 1; ; attempt += 1) {
    const ending: Ending = { last: [], committed: new Set() };
    try {
      const result = await db.transaction(async (trx) => {
        endings.set(trx, ending);
        const done = await work(trx);
        for (const doLast of ending.last) await doLast();
        return done;
      }, config);
      for (const listener of ending.committed) listener();
      return result;
    } catch (thrown) {
      if (!isPassing(thrown) || performance.now() - since > GIVE_UP_AFTER_MS) throw thrown;
      await wait(Math.random() * Math.min(LONGEST_PAUSE_MS, 2 ** attempt));
    }
  }
}

/** Does this within the transaction, after all else: what makes everybody wait who does the same is held for the commit alone. */
export function beforeCommit(trx: Transaction, doLast: () => Promise<void>): void {
  const ending = endings.get(trx);
  if (!ending) throw new Error('not a transaction of inTransaction');
  ending.last.push(doLast);
}

/** Calls `listener` once when the transaction has committed; the same function given twice is called once. */
export function afterCommit(trx: Transaction, listener: () => void): void {
  endings.get(trx)?.committed.add(listener);
}

export function isPassing(thrown: unknown): boolean {
  if (isOutdated(thrown)) return true;
  return thrown instanceof Error && 'code' in thrown && PASSING.has(String(thrown.code));
}
