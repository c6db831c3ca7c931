import type { Database, Transaction } from '#src/db/connect.ts';
import type { Connection } from './connection.ts';

interface Context {
  client: unknown;
  queryBuilder(): { table(name: string, options?: object): unknown };
}

export interface Bound {
  trx: Transaction;
  /** From now on `trx` refuses every statement, because its connection may belong to another transaction. */
  end(): void;
}

/**
 * The same database over this one connection. It inherits everything from `db`. A transaction of knex makes two hundred
 * functions anew instead, which costs more than a fifth of the processor time of a text (docs/develop/database.md).
 */
export function boundTo(db: Database, connection: Connection): Bound {
  let hasEnded = false;
  const client = Object.assign(Object.create(db.client), {
    transacting: true,
    acquireConnection: async () => connection,
    releaseConnection: async () => {},
    query: (given: unknown, query: unknown) => {
      if (hasEnded) throw new Error('statement after the end of its transaction');
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

/** The object that the functions of a knex instance work on. Its types leave it out. */
function contextOf(db: Database): Context {
  return (db as unknown as { context: Context }).context;
}
