import { type Database, sqliteFileOf } from '#src/db/connect.ts';
import type { Header } from './backup-format.ts';
import { readHeader, verifyBackup } from './read-backup.ts';
import { refuseUnknownMigrations } from './rebuild.ts';
import { restoreIntoPostgres } from './restore-into-postgres.ts';
import { restoreIntoSqlite } from './restore-into-sqlite.ts';

export interface RestoreOrder {
  databaseUrl: string;
  /** The backup. */
  file: string;
  /** Whether it may take the place of a database that holds people. */
  isReplacing: boolean;
  now: Date;
  /** Backs up what a PostgreSQL database holds before it is replaced, and returns the file. */
  setAside: (db: Database) => Promise<string>;
}

export interface Restored {
  header: Header;
  /** Rows of each table. */
  counts: Record<string, number>;
  /** Where what was there before is now, if there was anything. */
  keptAside: string | undefined;
}

/**
 * Puts the database of a backup in the place of an empty one, brings it up to date, and holds what it had queued. Either
 * all of that happens or nothing does. Throws `KeepingError` while anybody uses the database that is there.
 */
export async function restore(order: RestoreOrder): Promise<Restored> {
  const header = await readHeader(order.file);
  await refuseUnknownMigrations(order.file, header);
  await verifyBackup(order.file);
  return sqliteFileOf(order.databaseUrl) === undefined
    ? restoreIntoPostgres(order, header)
    : restoreIntoSqlite(order, header);
}
