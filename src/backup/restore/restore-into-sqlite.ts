import { existsSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import type { Header } from '#src/backup/file/backup-format.ts';
import { rebuild } from '#src/backup/file/rebuild.ts';
import { connect, sqliteFileOf } from '#src/db/connect.ts';
import { inSnapshot } from '#src/db/in-snapshot.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import { withoutNameMapping } from '#src/db/knex/without-name-mapping.ts';
import { isTransient } from '#src/db/retry-on-conflict.ts';
import { runMigrations } from '#src/db/schema/run-migrations.ts';
import { stampOf } from '#src/platform/stamp.ts';
import { prepareRestoredDatabase } from './prepare-restored-database.ts';
import type { RestoreRequest, RestoreResult } from './restore-request.ts';
import { inspectTarget, type RestoreTarget, refuseTarget } from './restore-target.ts';

/** The first bytes of every SQLite database. */
const HEADER = 'SQLite format 3\0';
const SUFFIXES = ['', '-wal', '-shm'];

/** Builds the database in a temporary file, and renames it when it is complete. */
export async function restoreIntoSqlite(order: RestoreRequest, header: Header): Promise<RestoreResult> {
  const place = sqliteFileOf(order.databaseUrl) ?? '';
  const target = await findTarget(place);
  refuseTarget(target, order.isReplacing);
  const building = `${place}.restoring`;
  await removeDatabase(building);
  try {
    const counts = await build(building, order, header);
    refuseTarget(await findTarget(place), order.isReplacing);
    const keptAside = target === 'peopled' || target === 'unreadable' ? asideOf(place, order.now) : undefined;
    if (keptAside !== undefined) await rename(place, keptAside);
    await removeDatabase(place);
    await rename(building, place);
    return { header, counts, keptAside };
  } finally {
    await removeDatabase(building);
  }
}

async function build(file: string, { file: backup, now }: RestoreRequest, header: Header) {
  const db = connect(`sqlite:${file}`);
  try {
    const counts = await rebuild(withoutNameMapping(db), backup, header);
    await runMigrations(withoutNameMapping(db));
    await inTransaction(withoutNameMapping(db), (trx) =>
      prepareRestoredDatabase(trx, { now, backupMadeAt: header.made_at }),
    );
    return counts;
  } finally {
    // closing the last connection moves everything from the write-ahead log into the file
    await db.destroy();
  }
}

/** Whether somebody uses the database: only a process that is alone with it can end the write-ahead log. */
async function findTarget(file: string): Promise<RestoreTarget> {
  if (!existsSync(file)) return 'absent';
  if (!(await isSqlite(file))) return 'unreadable';
  const db = connect(`sqlite:${file}`);
  try {
    const [{ journal_mode: mode }] = await withoutNameMapping(db).raw('PRAGMA journal_mode = DELETE');
    if (mode !== 'delete') return 'inUse';
    return await inSnapshot(withoutNameMapping(db), inspectTarget);
  } catch (thrown) {
    return isTransient(thrown) ? 'inUse' : 'unreadable';
  } finally {
    await db.destroy();
  }
}

async function isSqlite(file: string): Promise<boolean> {
  await using handle = await open(file, 'r');
  const { buffer } = await handle.read(Buffer.alloc(HEADER.length), 0, HEADER.length, 0);
  return buffer.toString('latin1') === HEADER;
}

function asideOf(file: string, now: Date): string {
  return `${file.replace(/\.[^./]+$/, '')}-before-restore-${stampOf(now)}.sqlite3`;
}

async function removeDatabase(file: string): Promise<void> {
  for (const end of SUFFIXES) await rm(`${file}${end}`, { force: true });
}
