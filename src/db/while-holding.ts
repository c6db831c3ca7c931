import { type Database, isPostgres, type Transaction } from './connect.ts';
import { inTransaction } from './in-transaction.ts';
import { withConcurrencyLimit } from './with-concurrency-limit.ts';

export type Transact = <T>(work: (trx: Transaction) => Promise<T>) => Promise<T>;

/**
 * Several transactions in one turn, one after the other, while nobody else in any process holds the same name. A process that
 * dies lets go of it. All use one connection, so that none waits for a connection that another has. SQLite, where one turn is
 * taken at a time, needs no names. `work` may not hold another name.
 */
export function whileHolding<T>(
  db: Database,
  name: { family: number; id: number },
  work: (transact: Transact) => Promise<T>,
): Promise<T> {
  if (!isPostgres(db)) return withConcurrencyLimit(db, () => work((inner) => inTransaction(db, inner)));
  return withConcurrencyLimit(db, () => underLock(db, name, work));
}

async function underLock<T>(
  db: Database,
  { family, id }: { family: number; id: number },
  work: (transact: Transact) => Promise<T>,
): Promise<T> {
  const connection = await db.client.acquireConnection();
  try {
    await db.raw('select pg_advisory_lock(?, ?)', [family, id]).connection(connection);
    try {
      return await work((inner) => inTransaction(db, inner, { connection }));
    } finally {
      await db.raw('select pg_advisory_unlock(?, ?)', [family, id]).connection(connection);
    }
  } finally {
    await db.client.releaseConnection(connection);
  }
}
