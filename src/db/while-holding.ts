import { type Database, isPostgres, type Transaction } from './connect.ts';
import { inTransaction } from './in-transaction.ts';

export type Transact = <T>(work: (trx: Transaction) => Promise<T>) => Promise<T>;

/**
 * Several transactions, one after the other, while nobody else in any process holds the same name. A process that dies
 * lets go of it. All use one connection, so that however many hold a name, none waits for a connection that another has.
 * On SQLite only the transactions themselves exclude each other.
 */
export async function whileHolding<T>(
  db: Database,
  { family, id }: { family: number; id: number },
  work: (transact: Transact) => Promise<T>,
): Promise<T> {
  if (!isPostgres(db)) return work((inner) => inTransaction(db, inner));
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
