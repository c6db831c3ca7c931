import type { BackupFacts } from '#src/backup/file/write-backup.ts';
import type { Config } from '#src/config.ts';
import { sqliteFileOf } from '#src/db/connect.ts';
import { packageVersion } from '#src/platform/package-version.ts';
import { findSecret, secretPathBeside } from '#src/platform/secret-file.ts';

/** The header of a backup that is made now with these settings. */
export function backupFacts(config: Config, now: Date): BackupFacts {
  const database = sqliteFileOf(config.DATABASE_URL);
  const beside = database === undefined ? undefined : findSecret(secretPathBeside(database));
  const secret = config.JWT_SECRET ?? beside ?? null;
  return { madeAt: now, version: packageVersion(), watch: config.WATCH_NAME, secret };
}
