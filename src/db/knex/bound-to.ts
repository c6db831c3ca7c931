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
 * The same database over one connection, which `acquire` returns. It inherits everything from `db`. A transaction of knex
 * makes two hundred functions anew instead, which costs more than a fifth of the processor time of a text
 * (docs/develop/database.md).
 */
export function boundTo(db: Database, acquire: () => Promise<Connection>): Bound {
  let hasEnded = false;
  const refuseAfterEnd = () => {
    if (hasEnded) throw new Error('statement after the end of its transaction');
  };
  const client = Object.assign(Object.create(db.client), {
    transacting: true,
    acquireConnection: async () => {
      refuseAfterEnd();
      return acquire();
    },
    releaseConnection: async () => {},
    query: (given: unknown, query: unknown) => {
      refuseAfterEnd();
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
