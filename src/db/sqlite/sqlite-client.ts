import SqliteClient, { type SqliteQuery } from 'knex/lib/dialects/sqlite3/index.js';
import SqliteQueryCompiler from 'knex/lib/dialects/sqlite3/query/sqlite-querycompiler.js';
import type { Database as SqliteDatabase } from 'sqlite3';
import { keepStatements } from './kept-statements.ts';

/**
 * Writes a limit out. SQLite plans by its value, and so would prepare a kept statement anew each time that one is bound, as it
 * does with whatever is compared to what the condition of an index says.
 */
class LiteralLimitCompiler extends SqliteQueryCompiler {
  override limit() {
    this.single.skipBinding = { ...this.single.skipBinding, limit: true };
    return super.limit();
  }
}

/** Of several statements in one the driver's usual way does the first and leaves the others out. */
const SEVERAL = /^(?:pragma|begin|commit|rollback)\b[^;]*;\s*\S/i;

/** Prepares a statement once. */
export class PreparingSqliteClient extends SqliteClient {
  override queryCompiler(builder: object, bindings: unknown[]) {
    return new LiteralLimitCompiler(this, builder, bindings);
  }

  override async _query(connection: SqliteDatabase, query: SqliteQuery) {
    if (!SEVERAL.test(query.sql)) return super._query(connection, query);
    await new Promise<void>((resolve, reject) => {
      connection.exec(query.sql, (error) => (error ? reject(error) : resolve()));
    });
    return query;
  }

  override async acquireRawConnection() {
    return keepStatements(await super.acquireRawConnection());
  }
}
