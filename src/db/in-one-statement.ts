import type { Knex } from 'knex';
import { writerTurns } from '#src/db/sqlite/writer-turns.ts';
import { type Database, isPostgres } from './connect.ts';
import { retryOnConflict } from './retry-on-conflict.ts';

/**
 * Runs one statement that writes, and is a transaction by itself: on SQLite it waits for the writer as all others do. Where
 * the database is busy it is tried again. Returns the rows that it returns.
 */
export function inOneStatement<Row>(db: Database, statement: Knex.Raw): Promise<Row[]> {
  return retryOnConflict(async () => (isPostgres(db) ? (await statement).rows : atTheWriter(db, statement)));
}

async function atTheWriter<Row>(db: Database, statement: Knex.Raw): Promise<Row[]> {
  // kept while it waits, as a transaction keeps it: else all that came later would go first
  const connection = await db.client.acquireConnection();
  try {
    return await writerTurns.take(async () => statement.connection(connection));
  } finally {
    writerTurns.freed();
    await db.client.releaseConnection(connection);
  }
}
