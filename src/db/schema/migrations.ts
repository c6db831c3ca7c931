import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Knex } from 'knex';
import type { Database } from '#src/db/connect.ts';
import { runMigrations } from './run-migrations.ts';

const FOLDER = join(import.meta.dirname, '../../../migrations');
/** knex's table of the migrations that it has run. */
const MIGRATIONS_TABLE = 'knex_migrations';

/** The file names in `migrations/`, oldest first: all migrations that this code knows. */
export async function listKnownMigrations(): Promise<string[]> {
  const files = await readdir(FOLDER);
  return files.filter((file) => file.endsWith('.ts')).sort();
}

/** The migrations that this database went through, in that order. Empty for an empty database. */
export async function listAppliedMigrations(db: Database): Promise<string[]> {
  if (!(await db.schema.hasTable(MIGRATIONS_TABLE))) return [];
  return db(MIGRATIONS_TABLE).orderBy('id').pluck('name');
}

/** Runs these migrations, and no later ones, so that the database is one of an older version. `db` has no name mapping. */
export async function applyMigrations(db: Database, names: readonly string[]): Promise<void> {
  await runMigrations(db, { migrationSource: migrationSourceOf(names) });
}

function migrationSourceOf(names: readonly string[]): Knex.MigrationSource<string> {
  return {
    getMigrations: async () => [...names],
    getMigrationName: (name) => name,
    getMigration: (name) => import(pathToFileURL(join(FOLDER, name)).href),
  };
}
