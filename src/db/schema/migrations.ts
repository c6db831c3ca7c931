import { FsMigrations, type MigrationFile } from 'knex/lib/migrations/migrate/sources/fs-migrations.js';
import type { Database } from '#src/db/connect.ts';
import { runMigrations } from './run-migrations.ts';

const DIRECTORY = `${import.meta.dirname}/../../../migrations`;
const EXTENSIONS = ['.ts'];
/** Where knex writes down what it did. */
const BOOK = 'knex_migrations';

/** The files of `migrations/`, oldest first: all that this code knows. */
export async function listKnownMigrations(): Promise<string[]> {
  const files = await new FsMigrations(DIRECTORY, false, EXTENSIONS).getMigrations();
  return files.map(({ file }) => file);
}

/** What this database went through, in that order. Empty: it holds nothing yet. */
export async function listAppliedMigrations(db: Database): Promise<string[]> {
  if (!(await db.schema.hasTable(BOOK))) return [];
  return db(BOOK).orderBy('id').pluck('name');
}

/** Brings a database, connected to plainly, to the state that just these migrations make: that of an older version. */
export async function applyMigrations(db: Database, names: readonly string[]): Promise<void> {
  await runMigrations(db, { migrationSource: new SomeMigrations(names) });
}

class SomeMigrations extends FsMigrations {
  readonly #names: ReadonlySet<string>;

  constructor(names: readonly string[]) {
    super(DIRECTORY, false, EXTENSIONS);
    this.#names = new Set(names);
  }

  override async getMigrations(): Promise<MigrationFile[]> {
    return (await super.getMigrations(EXTENSIONS)).filter(({ file }) => this.#names.has(file));
  }
}
