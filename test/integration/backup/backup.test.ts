import { copyFileSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BackupError } from '#src/backup/file/backup-error.ts';
import { restoreSecret } from '#src/backup/restore/restore-secret.ts';
import { connect, sqliteFileOf } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import { withoutNameMapping } from '#src/db/knex/without-name-mapping.ts';
import { createShelf, rowsIn, SECRET, type Shelf, type StoredRow } from '#test/support/backups.ts';
import { DATABASE_KINDS, type DatabaseKind, type ScratchDatabase, scratchDatabase } from '#test/support/databases.ts';
import { fillTables } from '#test/support/fill-tables.ts';

let shelf: Shelf;
let databases: ScratchDatabase[] = [];
beforeEach(() => {
  shelf = createShelf();
});
afterEach(async () => {
  shelf[Symbol.dispose]();
  await Promise.all(databases.map((database) => database.remove()));
  databases = [];
});

async function database(kind: DatabaseKind, isEmpty = false): Promise<string> {
  const scratch = await scratchDatabase(kind, { isEmpty });
  databases.push(scratch);
  return scratch.url;
}

/** Every table has rows: full ones, sparse ones, a file. */
async function peopled(kind: DatabaseKind): Promise<string> {
  const url = await database(kind);
  const db = withoutNameMapping(connect(url));
  await inTransaction(db, (trx) => fillTables(trx, 1));
  await db.destroy();
  return url;
}

describe.each(DATABASE_KINDS)('a backup of %s', (kind) => {
  it.each(DATABASE_KINDS)('gives every row of every table back, restored into %s', async (other) => {
    const source = await peopled(kind);
    const { counts, file } = await shelf.backUp(source);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const target = await database(other, true);
    expect((await shelf.restore(target)).counts).toEqual(counts);
    await shelf.backUp(target, 'again');
    const before = await rowsIn(file);
    const after = await rowsIn(shelf.file('again'));
    expect(Object.values(before).every((rows) => rows.length >= 2)).toBe(true);
    expect(Object.keys(before)).not.toContain('heartbeats');
    expect(settled(after)).toEqual(settled(before));
  });

  it('holds what was queued, ends every sign-in, and gives no id twice', async () => {
    const url = await peopled(kind);
    const before = await readUsers(url);
    const madeAt = new Date('2026-11-25T17:30:00Z');
    await shelf.backUp(url, 'backup', madeAt);
    await shelf.restore(url, 'backup', { isReplacing: true });
    const db = connect(url);
    expect(await db('outbox').pluck('status')).toEqual(['held', 'held']);
    const hold = await db('sendingHolds').first();
    expect(new Date(hold.backupMadeAt)).toEqual(madeAt);
    for (const { userId, tokenGeneration } of before) {
      const user = await db('users').where({ userId }).first();
      expect(user.tokenGeneration).toBeGreaterThan(tokenGeneration);
    }
    const [next] = await db('users').insert({ name: 'New', createdAt: new Date() }).returning('userId');
    expect(next.userId).toBeGreaterThan(1_000_000);
    await db.destroy();
  });

  it('is restored over a database that holds people only on demand, and that one is kept', async () => {
    const url = await peopled(kind);
    await shelf.backUp(url);
    await expect(shelf.restore(url)).rejects.toThrow(/holds people or texts. With --replace/);
    const db = connect(url);
    await db('schedules').update({ name: 'Later' });
    await db.destroy();
    const { keptAside = '' } = await shelf.restore(url, 'backup', { isReplacing: true });
    const aside = kind === 'SQLite' ? `sqlite:${keptAside}` : await database(kind, true);
    if (kind === 'PostgreSQL') await shelf.restore(aside, 'aside');
    expect(await scheduleNames(aside)).toContain('Later');
    expect(await scheduleNames(url)).not.toContain('Later');
  });

  it('is not restored while anybody uses the database', async () => {
    const url = await database(kind);
    await shelf.backUp(url);
    const service = connect(url);
    await service.raw('select 1');
    await service('users').select();
    await expect(shelf.restore(url)).rejects.toThrow('Somebody uses this database');
    await service.destroy();
    await shelf.restore(url);
  });

  it('of a newer version is refused, and nothing is changed', async () => {
    const url = await database(kind);
    await shelf.backUp(url);
    rewrite(shelf.file('backup'), (text) => text.replace('_first.ts"', '_first.ts","29990101000000_new.ts"'));
    await expect(shelf.restore(url)).rejects.toThrow('made by a newer Watchline (0.1.0): install that version first');
    expect(await scheduleNames(url)).toHaveLength(2);
  });

  it('that was damaged is refused whole, and nothing is changed', async () => {
    await shelf.backUp(await peopled(kind));
    const target = await database(kind);
    const whole = readFileSync(shelf.file('backup'));
    const text = gunzipSync(whole).toString();
    const lines = text.split('\n');
    const damaged = {
      'cut off': whole.subarray(0, whole.length - 40),
      'cut off between lines': gzipSync(`${lines.slice(0, -2).join('\n')}\n`),
      'one letter changed': gzipSync(text.replace('Summer Patrol', 'Simmer Patrol')),
      'one row less': gzipSync(lines.toSpliced(-3, 1).join('\n')),
      'something behind its end': gzipSync(`${text}[1]\n`),
      'no backup': Buffer.from('hello'),
    };
    for (const [how, bytes] of Object.entries(damaged)) {
      writeFileSync(shelf.file(how), bytes);
      await expect(shelf.restore(target, how), how).rejects.toThrow('is damaged, or is not a Watchline backup');
    }
    expect(await scheduleNames(target)).toHaveLength(2);
  });
});

it('a backup that could not be restored is not kept, and leaves the earlier one alone', async () => {
  const url = await peopled('SQLite');
  await shelf.backUp(url);
  const earlier = readFileSync(shelf.file('backup'));
  const db = connect(url);
  await db.raw('PRAGMA foreign_keys = OFF');
  await db('checkIns').update({ userId: 4711 });
  await db.destroy();
  await expect(shelf.backUp(url)).rejects.toThrow();
  expect(readFileSync(shelf.file('backup'))).toEqual(earlier);
  expect(existsSync(shelf.file('backup.unfinished'))).toBe(false);
});

it('a file that is no database gives way on demand only, and is kept', async () => {
  const url = await database('SQLite');
  await shelf.backUp(url);
  const file = sqliteFileOf(url) ?? '';
  writeFileSync(file, 'what a broken disk left of it');
  await expect(shelf.restore(url)).rejects.toThrow(BackupError);
  const { keptAside = '' } = await shelf.restore(url, 'backup', { isReplacing: true });
  expect(readFileSync(keptAside, 'utf8')).toBe('what a broken disk left of it');
});

it('brings its secret back beside a SQLite database, and never over one that is set', async () => {
  const url = await database('SQLite');
  const now = new Date();
  expect(restoreSecret(SECRET, { databaseUrl: url, configured: undefined, now })).toBe('written');
  expect(readFileSync((sqliteFileOf(url) ?? '').replace('watchline.sqlite3', 'secret'), 'utf8')).toBe(SECRET);
  expect(restoreSecret(SECRET, { databaseUrl: url, configured: undefined, now })).toBe('inForce');
  expect(restoreSecret(SECRET, { databaseUrl: url, configured: 'another one', now })).toBe('differs');
});

/** Without what a restore changes on purpose. */
function settled({ sending_holds: _, ...tables }: Record<string, StoredRow[]>) {
  const without = (row: StoredRow, ...columns: string[]) =>
    Object.fromEntries(Object.entries(row).filter(([column]) => !columns.includes(column)));
  return {
    ...tables,
    inbox: tables.inbox?.map((row) => without(row, 'replayed_at')),
    outbox: tables.outbox?.map((row) => without(row, 'status', 'lease_expires_at')),
    timers: tables.timers?.map((row) => without(row, 'status', 'lease_until')),
    spent_grants: tables.spent_grants?.filter((row) => row.secret_fingerprint !== 'restored'),
    users: tables.users?.map((row) => without(row, 'token_generation')),
  };
}

function rewrite(file: string, change: (text: string) => string): void {
  copyFileSync(file, `${file}.before`);
  writeFileSync(file, gzipSync(change(gunzipSync(readFileSync(file)).toString())));
}

async function scheduleNames(url: string): Promise<string[]> {
  const db = connect(url);
  const names: string[] = await db('schedules').pluck('name');
  await db.destroy();
  return names;
}

async function readUsers(url: string): Promise<{ userId: number; tokenGeneration: number }[]> {
  const db = connect(url);
  const users = await db('users').select('userId', 'tokenGeneration');
  await db.destroy();
  return users;
}
