import type { Knex } from 'knex';
import { type Database, isPostgres } from '#src/db/connect.ts';

/**
 * Runs what is pending. On SQLite without foreign keys, which are checked at the end instead: to change a table knex
 * copies it and drops the old one, and with them it would take along, or be refused for, every row that refers to it.
 */
export async function runMigrations(db: Database, config: Knex.MigratorConfig = {}): Promise<void> {
  if (isPostgres(db)) {
    await db.migrate.latest(config);
    return;
  }
  await db.raw('PRAGMA foreign_keys = OFF');
  try {
    await db.migrate.latest({ ...config, afterAll: refuseStrayReferences });
  } finally {
    await db.raw('PRAGMA foreign_keys = ON');
  }
}

async function refuseStrayReferences(trx: Database): Promise<void> {
  const stray: unknown[] = await trx.raw('PRAGMA foreign_key_check');
  if (stray.length > 0) throw new Error(`a migration leaves ${stray.length} rows that refer to nothing`);
}
