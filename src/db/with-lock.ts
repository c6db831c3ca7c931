import { type Database, isPostgres, type Transaction } from './connect.ts';
import { inTransaction } from './in-transaction.ts';
import { acquireConnection, releaseConnection } from './knex/connection.ts';
import type { NameLock } from './lock-registry.ts';
import { lockConnection, unlockConnection } from './locking.ts';
import { concurrencyLimitOf } from './with-concurrency-limit.ts';

export type Transact = <T>(work: (trx: Transaction) => Promise<T>) => Promise<T>;

interface LockedName {
  lock: NameLock;
  id: number;
}

/**
 * Runs several transactions, one after the other, while nobody else in any process holds the same name. The lock ends with
 * a process that dies. All transactions use one connection, so that none of them waits for a connection that another one
 * has. SQLite runs one work at a time and needs no names. `work` may not hold another name.
 */
export function withLock<T>(db: Database, name: LockedName, work: (transact: Transact) => Promise<T>): Promise<T> {
  return concurrencyLimitOf(db)(async () => {
    const lock = isPostgres(db) ? await takeLock(db, name) : undefined;
    try {
      return await work((inner) => inTransaction(db, inner, lock && { connection: lock.connection }));
    } finally {
      await lock?.release();
    }
  });
}

async function takeLock(db: Database, name: LockedName) {
  const connection = await acquireConnection(db);
  const giveBack = () => releaseConnection(db, connection);
  try {
    await lockConnection(db, connection, name);
  } catch (thrown) {
    await giveBack();
    throw thrown;
  }
  return {
    connection,
    release: async (): Promise<void> => {
      try {
        await unlockConnection(db, connection, name);
      } finally {
        await giveBack();
      }
    },
  };
}
