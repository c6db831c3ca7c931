import { type Database, isPostgres, type Transaction } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import { applyMigrations, listKnownMigrations } from '#src/db/schema/migrations.ts';
import { BackupError } from './backup-error.ts';
import type { Header } from './backup-format.ts';
import { loadBackup } from './load-backup.ts';
import { readBackup } from './read-backup.ts';

/**
 * Fills an empty database from a backup, with the schema of the backup's version. Throws if the file cannot be read completely,
 * or if a row violates a constraint or refers to a missing row.
 */
export async function rebuild(db: Database, file: string, header: Header): Promise<Record<string, number>> {
  await refuseUnknownMigrations(file, header);
  await applyMigrations(db, header.migrations);
  return inTransaction(db, async (trx) => {
    const counts = await loadBackup(trx, readBackup(file));
    await refuseStrayReferences(trx, file);
    return counts;
  });
}

/** Throws `BackupError` if the backup has migrations that this version does not know. */
export async function refuseUnknownMigrations(file: string, { migrations, watchline }: Header): Promise<void> {
  const known = new Set(await listKnownMigrations());
  if (migrations.every((name) => known.has(name))) return;
  throw new BackupError(`${file} was made by a newer Watchline (${watchline}): install that version first.`);
}

/** PostgreSQL checks references at each insert. */
async function refuseStrayReferences(trx: Transaction, file: string): Promise<void> {
  if (isPostgres(trx)) return;
  const stray: unknown[] = await trx.raw('PRAGMA foreign_key_check');
  if (stray.length > 0) throw new BackupError(`${file} holds ${stray.length} rows that refer to nothing.`);
}
