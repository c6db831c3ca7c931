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
import type { Restored, RestoreRequest } from './restore-request.ts';
import { inspectTarget, type RestoreTarget, refuseTarget } from './restore-target.ts';

/** What each database of it starts with. */
const BEGINNING = 'SQLite format 3\0';
const ENDS = ['', '-wal', '-shm'];

/** Builds the database beside its place, and moves it there when it is whole. */
export async function restoreIntoSqlite(order: RestoreRequest, header: Header): Promise<Restored> {
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
    // the last connection moves all from the log into the file
    await db.destroy();
  }
}

/** Only who is alone with a database can end its write-ahead log; a process that crashed is not there any more. */
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
  const { buffer } = await handle.read(Buffer.alloc(BEGINNING.length), 0, BEGINNING.length, 0);
  return buffer.toString('latin1') === BEGINNING;
}

function asideOf(file: string, now: Date): string {
  return `${file.replace(/\.[^./]+$/, '')}-before-restore-${stampOf(now)}.sqlite3`;
}

async function removeDatabase(file: string): Promise<void> {
  for (const end of ENDS) await rm(`${file}${end}`, { force: true });
}
