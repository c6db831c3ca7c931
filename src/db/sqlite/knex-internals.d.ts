// Files of knex that its types leave out. Only sqlite-client.ts uses them.
declare module 'knex/lib/dialects/sqlite3/index.js' {
  export default class SqliteClient {
    constructor(config: object);
    queryCompiler(builder: object, bindings: unknown[]): unknown;
    acquireRawConnection(): Promise<import('sqlite3').Database>;
  }
}

declare module 'knex/lib/dialects/sqlite3/query/sqlite-querycompiler.js' {
  export default class SqliteQueryCompiler {
    constructor(client: object, builder: object, bindings: unknown[]);
    /** The state of the builder. */
    readonly single: { skipBinding?: Record<string, boolean> };
    limit(): string;
  }
}
