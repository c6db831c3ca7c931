import type { Knex } from 'knex';
import { type Database, isPostgres } from '#src/db/connect.ts';

/**
 * Runs pending migrations. On SQLite knex changes a table by copying it and dropping the old one, which would delete the rows
 * that refer to it, or fail. So foreign keys are off meanwhile and are checked at the end.
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
