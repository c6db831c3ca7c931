// The method of knex's clients through which every statement goes. Only record-statements.ts uses it.
declare module 'knex/lib/dialects/postgres/index.js' {
  // biome-ignore lint/style/noDefaultExport: it is theirs
  export default class PostgresClient {
    _query(connection: object, query: { sql: string; bindings?: unknown[]; response?: unknown }): Promise<unknown>;
  }
}

declare module 'knex/lib/dialects/sqlite3/index.js' {
  // biome-ignore lint/style/noDefaultExport: it is theirs
  export default class SqliteClient {
    _query(connection: object, query: { sql: string; bindings?: unknown[]; response?: unknown }): Promise<unknown>;
  }
}
