import type { Database, Transaction } from './connect.ts';

interface Context {
  client: unknown;
  queryBuilder(): { table(name: string, options?: object): unknown };
}

export interface Bound {
  trx: Transaction;
  /** From now on `trx` refuses whatever it is asked: the connection is somebody else's. */
  end(): void;
}

/**
 * The same database over this one connection. It inherits all that it can do: knex gives each of its own transactions two
 * hundred functions anew, which is a tenth of what a text costs, and most of what the collector has to tidy up after it.
 */
export function boundTo(db: Database, connection: unknown): Bound {
  let hasEnded = false;
  const client = Object.assign(Object.create(db.client), {
    transacting: true,
    acquireConnection: async () => connection,
    releaseConnection: async () => {},
    query: (given: unknown, query: unknown) => {
      if (hasEnded) throw new Error('asked after the end of its transaction');
      return db.client.query.call(client, given, query);
    },
  });
  const context: Context = Object.create(contextOf(db), { client: { value: client } });
  const trx = (table: string, options?: object) => context.queryBuilder().table(table, options);
  Object.setPrototypeOf(trx, db);
  Object.defineProperties(trx, { context: { value: context }, isTransaction: { value: true } });
  return {
    trx: trx as unknown as Transaction,
    end: () => {
      hasEnded = true;
    },
  };
}

/** What the functions of a knex work on; its types leave it out. */
function contextOf(db: Database): Context {
  return (db as unknown as { context: Context }).context;
}
