import KnexSqliteClient from 'knex/lib/dialects/sqlite3/index.js';
import SqliteQueryCompiler from 'knex/lib/dialects/sqlite3/query/sqlite-querycompiler.js';
import { keepStatements } from './kept-statements.ts';

/**
 * Writes limits into the SQL. SQLite plans by the value of a limit, so it would prepare a kept statement again each time a
 * limit is bound.
 */
class LiteralLimitCompiler extends SqliteQueryCompiler {
  override limit() {
    this.single.skipBinding = { ...this.single.skipBinding, limit: true };
    return super.limit();
  }
}

/** knex's client for SQLite, with connections that keep their prepared statements. */
export class SqliteClient extends KnexSqliteClient {
  override queryCompiler(builder: object, bindings: unknown[]) {
    return new LiteralLimitCompiler(this, builder, bindings);
  }

  override async acquireRawConnection() {
    return keepStatements(await super.acquireRawConnection());
  }
}
