import SqliteClient from 'knex/lib/dialects/sqlite3/index.js';
import SqliteQueryCompiler from 'knex/lib/dialects/sqlite3/query/sqlite-querycompiler.js';
import { keepStatements } from './kept-statements-on-sqlite.ts';

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

/** Prepares a statement once. */
export class PreparingSqliteClient extends SqliteClient {
  override queryCompiler(builder: object, bindings: unknown[]) {
    return new LiteralLimitCompiler(this, builder, bindings);
  }

  override async acquireRawConnection() {
    return keepStatements(await super.acquireRawConnection());
  }
}
