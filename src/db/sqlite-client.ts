import SqliteTransaction from 'knex/lib/dialects/sqlite3/execution/sqlite-transaction.js';
import SqliteClient from 'knex/lib/dialects/sqlite3/index.js';
import SqliteQueryCompiler from 'knex/lib/dialects/sqlite3/query/sqlite-querycompiler.js';
import { keepStatements } from './kept-statements-on-sqlite.ts';
import { writerTurns } from './writer-turns.ts';

/**
 * Transactions that write from the start. A plain BEGIN that reads first and writes later fails with
 * SQLITE_BUSY_SNAPSHOT whenever somebody wrote in between, however long one is willing to wait. Who only reads begins
 * plainly, and keeps nobody from writing.
 */
class ImmediateTransaction extends SqliteTransaction {
  /**
   * Waits here while somebody else writes. After a BEGIN that failed in its own `query` knex runs the work all the same,
   * until its first statement is refused: a fifth of all there was to do under load.
   */
  async begin(connection: unknown) {
    const begin = (statement: string) => this.trxClient.query(connection, statement);
    return this.readOnly ? begin('BEGIN;') : writerTurns.take(() => begin('BEGIN IMMEDIATE;'));
  }

  override async query(...asked: Parameters<SqliteTransaction['query']>) {
    const answer = await super.query(...asked);
    const [, , end] = asked;
    if (end !== undefined) writerTurns.freed();
    return answer;
  }
}

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

export class ImmediateSqliteClient extends SqliteClient {
  override queryCompiler(builder: object, bindings: unknown[]) {
    return new LiteralLimitCompiler(this, builder, bindings);
  }

  override async acquireRawConnection() {
    return keepStatements(await super.acquireRawConnection());
  }

  override transaction(...args: unknown[]) {
    return new ImmediateTransaction(this, ...args);
  }
}
