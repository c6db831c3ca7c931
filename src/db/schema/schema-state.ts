import { existsSync } from 'node:fs';
import { connect, type Database, sqliteFileOf } from '#src/db/connect.ts';
import { listAppliedMigrations, listKnownMigrations } from './migrations.ts';

/** `absent`: the file does not exist. `ahead`: a newer version has migrated the database. */
export type SchemaState = 'absent' | 'empty' | 'behind' | 'ahead' | 'upToDate';

/** Reads the state of the schema. Changes nothing, and creates no database. */
export async function readSchemaState(databaseUrl: string): Promise<SchemaState> {
  const file = sqliteFileOf(databaseUrl);
  if (file !== undefined && !existsSync(file)) return 'absent';
  const db = connect(databaseUrl);
  try {
    return await schemaStateOf(db);
  } finally {
    await db.destroy();
  }
}

/** The same for an open database. */
export async function schemaStateOf(db: Database): Promise<Exclude<SchemaState, 'absent'>> {
  const [known, applied] = [new Set(await listKnownMigrations()), new Set(await listAppliedMigrations(db))];
  if (applied.size === 0) return 'empty';
  if (!applied.isSubsetOf(known)) return 'ahead';
  return known.isSubsetOf(applied) ? 'upToDate' : 'behind';
}
