// The one method of knex's clients through which every statement goes; record-statements.ts is its only reader.
declare module 'knex/lib/dialects/postgres/index.js' {
  // biome-ignore lint/style/noDefaultExport: it is theirs
  export default class PostgresClient {
    _query(connection: object, query: { sql: string; bindings?: unknown[]; response?: unknown }): Promise<unknown>;
  }
}
