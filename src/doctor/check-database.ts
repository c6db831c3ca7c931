import { type Database, isPostgres } from '#src/db/connect.ts';
import type { SchemaState } from '#src/db/schema/schema-state.ts';
import { type Finding, ok, warn, wrong } from './finding.ts';

/** Older versions no longer get security updates. */
const OLDEST_POSTGRES = 15;

const SCHEMA: Record<SchemaState, Finding> = {
  absent: wrong(
    'database: none found at DATABASE_URL',
    'Run this where the service runs, with its settings; or start the service once',
  ),
  empty: wrong('database: empty', 'Start the service once: it makes the tables'),
  behind: wrong('database: older than this version of Watchline', 'Restart the service, or run npm run migrate'),
  ahead: wrong(
    'database: newer than this version of Watchline',
    'Install the version that it was last used with, or a later one',
  ),
  upToDate: ok('database: made for this version'),
};

export function checkSchema(state: SchemaState): Finding {
  return SCHEMA[state];
}

/** Checks a database that can be reached. */
export async function checkDatabase(db: Database): Promise<Finding[]> {
  return isPostgres(db) ? [await checkPostgres(db)] : [await checkSqlite(db), await checkJournal(db)];
}

async function checkPostgres(db: Database): Promise<Finding> {
  const { rows } = await db.raw('show server_version_num');
  const version = Math.floor(Number(rows[0]?.server_version_num ?? rows[0]?.serverVersionNum) / 10_000);
  return judgePostgres(version);
}

export function judgePostgres(version: number): Finding {
  const what = `database: PostgreSQL ${version}`;
  return version < OLDEST_POSTGRES ? warn(what, 'Upgrade it: this version no longer gets security updates') : ok(what);
}

async function checkSqlite(db: Database): Promise<Finding> {
  const found: Record<string, string>[] = await db.raw('PRAGMA quick_check');
  const [first = {}] = found;
  const [verdict] = Object.values(first);
  if (verdict === 'ok') return ok('database: SQLite, sound in a quick check');
  return wrong(
    'database: the SQLite file is damaged',
    'Stop the service, keep a copy of the file, and restore the newest backup',
  );
}

async function checkJournal(db: Database): Promise<Finding> {
  const [mode = {}]: Record<string, string>[] = await db.raw('PRAGMA journal_mode');
  const [journal] = Object.values(mode);
  if (journal === 'wal') return ok('database: written through a write-ahead log');
  return wrong(
    `database: journal mode is ${journal}, not wal`,
    'Move the file to a disk of this machine: network disks cannot do it',
  );
}
