import type { Knex } from 'knex';
import { writerLock } from '#src/db/sqlite/writer-lock.ts';
import { type Database, isPostgres } from './connect.ts';
import { acquireConnection, releaseConnection } from './knex/connection.ts';
import { createConflictRetries } from './retry-on-conflict.ts';

/**
 * Runs one statement that writes and is a transaction by itself. It waits for SQLite's writer lock as all transactions do,
 * and runs again while the database is busy. Returns the rows that it returns.
 */
export async function inOneStatement<Row>(db: Database, statement: Knex.Raw): Promise<Row[]> {
  const retries = createConflictRetries();
  for (;;) {
    try {
      return isPostgres(db) ? (await statement).rows : await withWriterLock<Row>(db, statement);
    } catch (thrown) {
      await retries.pauseAfter(thrown);
    }
  }
}

async function withWriterLock<Row>(db: Database, statement: Knex.Raw): Promise<Row[]> {
  // the connection is kept while we wait, as a transaction keeps it: otherwise every later statement would go first
  const connection = await acquireConnection(db);
  try {
    return await writerLock.take(async () => statement.connection(connection));
  } finally {
    writerLock.release();
    await releaseConnection(db, connection);
  }
}
