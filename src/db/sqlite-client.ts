import SqliteTransaction from 'knex/lib/dialects/sqlite3/execution/sqlite-transaction.js';
import SqliteClient from 'knex/lib/dialects/sqlite3/index.js';

/**
 * Transactions that write from the start. A plain BEGIN that reads first and writes later fails with
 * SQLITE_BUSY_SNAPSHOT whenever somebody wrote in between, however long one is willing to wait. Who only reads begins
 * plainly, and keeps nobody from writing.
 */
class ImmediateTransaction extends SqliteTransaction {
  begin(connection: unknown) {
    return this.query(connection, this.readOnly ? 'BEGIN;' : 'BEGIN IMMEDIATE;');
  }
}

export class ImmediateSqliteClient extends SqliteClient {
  override transaction(...args: unknown[]) {
    return new ImmediateTransaction(this, ...args);
  }
}
