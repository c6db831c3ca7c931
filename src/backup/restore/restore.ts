import { readHeader, verifyBackup } from '#src/backup/file/read-backup.ts';
import { refuseUnknownMigrations } from '#src/backup/file/rebuild.ts';
import { sqliteFileOf } from '#src/db/connect.ts';
import { restoreIntoPostgres } from './restore-into-postgres.ts';
import { restoreIntoSqlite } from './restore-into-sqlite.ts';
import type { RestoreRequest, RestoreResult } from './restore-request.ts';

/**
 * Restores a backup into an empty database, runs newer migrations, and holds the queued messages. Either all of that happens or
 * nothing. Throws `BackupError` while somebody uses the database.
 */
export async function restore(order: RestoreRequest): Promise<RestoreResult> {
  const header = await readHeader(order.file);
  await refuseUnknownMigrations(order.file, header);
  await verifyBackup(order.file);
  return sqliteFileOf(order.databaseUrl) === undefined
    ? restoreIntoPostgres(order, header)
    : restoreIntoSqlite(order, header);
}
