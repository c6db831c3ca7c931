import { setTimeout as wait } from 'node:timers/promises';
import { type Database, isPostgres } from '#src/db/connect.ts';
import { acquireConnection, releaseConnection } from '#src/db/knex/connection.ts';
import { withoutNameMapping } from '#src/db/knex/without-name-mapping.ts';
import { lockConnection, unlockConnection } from '#src/db/locking.ts';
import { copyBeforeUpgrade } from '#src/db/sqlite/copy-before-upgrade.ts';
import { type Log, silentLog } from '#src/platform/log.ts';
import { runMigrations } from './run-migrations.ts';
import { schemaStateOf } from './schema-state.ts';
import { UpgradeRefused } from './upgrade-refused.ts';

const PAUSE_MS = 100;
const LONGEST_WAIT_MS = 60_000;
/** No migration takes this long, so the process that holds the lock was killed. */
const ABANDONED_AFTER_MS = 20_000;

/**
 * Brings the schema up to date. Several processes may call it on an empty database at the same time. A SQLite database with
 * data is copied first. Throws `UpgradeRefused` if a newer version made the database.
 */
export async function migrate(db: Database, log: Log = silentLog): Promise<void> {
  const plain = withoutNameMapping(db);
  if (isPostgres(plain)) return migrateUnderAdvisoryLock(plain);
  return migrateWithRetries(plain, log);
}

async function isBehind(db: Database): Promise<boolean> {
  const state = await schemaStateOf(db);
  if (state !== 'ahead') return state === 'behind';
  throw new UpgradeRefused(
    'this database was made by a newer Watchline. Install that version, or restore the copy or backup from before the upgrade.',
  );
}

async function migrateUnderAdvisoryLock(db: Database): Promise<void> {
  const connection = await acquireConnection(db);
  try {
    await lockConnection(db, connection, { lock: 'migration' });
    // knex's own lock outlives a killed process. While we hold ours, nobody else migrates, so it can be freed
    await db.migrate.forceFreeMigrationsLock();
    await isBehind(db);
    await runMigrations(db);
  } finally {
    await unlockConnection(db, connection, { lock: 'migration' });
    await releaseConnection(db, connection);
  }
}

/** SQLite has no lock beyond a transaction. If knex's own lock or a busy file refuses us, we retry. */
async function migrateWithRetries(db: Database, log: Log): Promise<void> {
  let copy: string | undefined;
  let isFreed = false;
  for (let waited = 0; ; waited += PAUSE_MS) {
    try {
      if (waited >= ABANDONED_AFTER_MS && !isFreed) {
        await db.migrate.forceFreeMigrationsLock();
        isFreed = true;
      }
      if ((await isBehind(db)) && copy === undefined) {
        copy = await copyBeforeUpgrade(db);
        log.info({ copy }, 'copied the database before its upgrade');
      }
      await runMigrations(db);
      return;
    } catch (thrown) {
      if (waited >= LONGEST_WAIT_MS || !isContended(thrown)) throw thrown;
      await wait(PAUSE_MS);
    }
  }
}

const CONTENDED_CODES = new Set(['SQLITE_BUSY', 'SQLITE_LOCKED', 'SQLITE_CONSTRAINT']);

function isContended(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return false;
  if (thrown.name === 'MigrationLocked') return true;
  // knex creates its two tables without a lock: the process that comes second gets a generic error
  return 'code' in thrown && (CONTENDED_CODES.has(String(thrown.code)) || String(thrown.code) === 'SQLITE_ERROR');
}
