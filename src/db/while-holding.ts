import { type Database, isPostgres, type Transaction } from './connect.ts';
import { inTransaction } from './in-transaction.ts';

export type Transact = <T>(work: (trx: Transaction) => Promise<T>) => Promise<T>;

/**
 * Several transactions, one after the other, while nobody else in any process holds the same name. A process that dies
 * lets go of it. All use one connection, so that however many hold a name, none waits for a connection that another has.
 * On SQLite, where one writes at a time anyway, one after the other in this process, whatever the names: nobody has begun and
 * waits for others between two of his transactions. So `work` may not hold another name.
 */
export async function whileHolding<T>(
  db: Database,
  { family, id }: { family: number; id: number },
  work: (transact: Transact) => Promise<T>,
): Promise<T> {
  if (!isPostgres(db)) return oneAfterTheOther(db, () => work((inner) => inTransaction(db, inner)));
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

const lastOf = new WeakMap<Database, Promise<unknown>>();

function oneAfterTheOther<T>(db: Database, work: () => Promise<T>): Promise<T> {
  const previous = lastOf.get(db) ?? Promise.resolve();
  const next = previous.then(work, work);
  lastOf.set(db, next);
  return next;
}
