// The two files of knex that its own types leave out; sqlite-client.ts is their only reader.
declare module 'knex/lib/dialects/sqlite3/index.js' {
  export default class SqliteClient {
    constructor(config: object);
    transaction(...args: unknown[]): unknown;
  }
}

declare module 'knex/lib/dialects/sqlite3/execution/sqlite-transaction.js' {
  export default class SqliteTransaction {
    constructor(client: object, ...args: unknown[]);
    query(connection: unknown, sql: string): Promise<unknown>;
  }
}
