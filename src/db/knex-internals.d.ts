// The files of knex that its own types leave out; sqlite-client.ts and migrations.ts are their only readers.
declare module 'knex/lib/dialects/sqlite3/index.js' {
  export interface SqliteQuery {
    sql: string;
    bindings?: unknown[];
  }
  export default class SqliteClient {
    constructor(config: object);
    queryCompiler(builder: object, bindings: unknown[]): unknown;
    _query(connection: import('sqlite3').Database, query: SqliteQuery): Promise<SqliteQuery>;
    acquireRawConnection(): Promise<import('sqlite3').Database>;
  }
}

declare module 'knex/lib/dialects/sqlite3/query/sqlite-querycompiler.js' {
  export default class SqliteQueryCompiler {
    constructor(client: object, builder: object, bindings: unknown[]);
    /** What the builder was told. */
    readonly single: { skipBinding?: Record<string, boolean> };
    limit(): string;
  }
}

declare module 'knex/lib/migrations/migrate/sources/fs-migrations.js' {
  export interface MigrationFile {
    file: string;
    directory: string;
  }
  export class FsMigrations {
    constructor(directories: string | string[], sortDirsSeparately: boolean, extensions: string[]);
    getMigrations(extensions?: string[]): Promise<MigrationFile[]>;
    getMigrationName(migration: MigrationFile): string;
    getMigration(migration: MigrationFile): Promise<import('knex').Knex.Migration>;
  }
}
