import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readHeader } from '#src/backup/file/read-backup.ts';
import { rebuild } from '#src/backup/file/rebuild.ts';
import { restore } from '#src/backup/restore/restore.ts';
import { connect, type Database, sqliteFileOf } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import { withoutNameMapping } from '#src/db/knex/without-name-mapping.ts';
import { migrate } from '#src/db/schema/migrate.ts';
import { listAppliedMigrations, listKnownMigrations } from '#src/db/schema/migrations.ts';
import { listTables } from '#src/db/schema/tables.ts';
import { DATABASE_KINDS, type ScratchDatabase, scratchDatabase } from '#test/support/databases.ts';
import { TestWatch } from '#test/support/test-watch.ts';

const FOLDER = join(import.meta.dirname, '0.1.0');
const BACKUP = join(FOLDER, 'backup.watchline.gz');
/** A minute after the last text that version 0.1.0 handled. */
const NOW = new Date('2026-11-27T21:41:00Z');
const ANN = '+27825550100';
const THANDI = '+27821234567';
const SIPHO = '+27832001001';
const LERATO = '+27832001002';
const STOPPED = '+27834440001';
const ASKED_FOR_NAME = '+27834440002';
const ASKED_FOR_CODE = '+27834440003';
const NOT_HANDLED = '+27834440004';

describe.each(DATABASE_KINDS)('version 0.1.0 with data, on %s', (kind) => {
  let scratch: ScratchDatabase;
  let folder: string;
  let db: Database;
  beforeEach(async () => {
    scratch = await scratchDatabase(kind, { isEmpty: true });
    folder = mkdtempSync(join(tmpdir(), 'watchline-upgrade-'));
    db = connect(scratch.url);
  });
  afterEach(async () => {
    await db.destroy();
    rmSync(folder, { recursive: true, force: true });
    await scratch.remove();
  });

  it('its database is brought up to date, and every dialogue goes on', async () => {
    const file = sqliteFileOf(scratch.url);
    if (file) writeFileSync(file, gunzipSync(readFileSync(join(FOLDER, 'watchline.sqlite3.gz'))));
    else await rebuildOnPostgres(withoutNameMapping(db));
    const known = await listKnownMigrations();
    expect((await listAppliedMigrations(withoutNameMapping(db))).length).toBeLessThan(known.length);
    await migrate(db);
    expect(await listAppliedMigrations(withoutNameMapping(db))).toEqual(known);

    await using watch = await openWatch();
    await goOn(watch);
    const announced = [ANN, THANDI, SIPHO, LERATO].map((phone) => watch.sender.bodiesTo(phone).join('\n'));
    for (const bodies of announced) expect(bodies).toContain('Meeting on Monday at 18:00');
    expect(watch.sender.bodiesTo(NOT_HANDLED)).toHaveLength(1);
  });

  it('its backup is restored, every dialogue goes on, and what was queued is held', async () => {
    const copy = join(folder, 'backup.watchline.gz');
    copyFileSync(BACKUP, copy);
    const setAside = () => Promise.reject(new Error('there is nothing to set aside'));
    const request = { databaseUrl: scratch.url, file: copy, isReplacing: false, now: NOW, setAside };
    await db.destroy();
    const { header, counts } = await restore(request);
    db = connect(scratch.url);
    expect(header).toMatchObject({ watchline: '0.1.0', watch: 'Night Owls' });
    expect(counts).toMatchObject({ users: 4, bookings: 2, check_ins: 1, reports: 1, inbox: 30, outbox: 38, media: 1 });
    expect(await listAppliedMigrations(withoutNameMapping(db))).toEqual(await listKnownMigrations());

    await using watch = await openWatch();
    expect(await watch.services.recovery.findHold()).toMatchObject({ since: NOW });
    await goOn(watch);
    const sent = watch.sender.attempts.map(({ body }) => body).join('\n');
    expect(sent).not.toContain('Meeting on Monday');
    expect(await db('outbox').where({ status: 'held' }).whereLike('payload', '%Meeting on Monday%')).toHaveLength(4);
    // the service has answered it since the backup was made
    expect(watch.sender.bodiesTo(NOT_HANDLED)).toEqual([]);
  });

  /** The rows of the backup in the tables of version 0.1.0, and sequences that go on after them. */
  async function rebuildOnPostgres(plain: Database): Promise<void> {
    await rebuild(plain, BACKUP, await readHeader(BACKUP));
    const tables = await inTransaction(plain, listTables);
    for (const { name, columns } of tables) {
      const counted = columns.find(({ countsUp }) => countsUp)?.name;
      if (!counted) continue;
      await plain.raw('select setval(pg_get_serial_sequence(?, ?), coalesce(max(??), 0) + 1, false) from ??', [
        ...[name, counted],
        ...[counted, name],
      ]);
    }
  }

  async function openWatch(): Promise<TestWatch> {
    const watch = await TestWatch.open(scratch.url, { env: { COORDINATOR_PHONES: ANN, SMS_PER_SECOND: '1000' } });
    watch.now = NOW;
    return watch;
  }

  /** Everybody answers the question that version 0.1.0 asked them. */
  async function goOn(watch: TestWatch): Promise<void> {
    const placeOf = (identity: string) => db('conversations').where({ identity }).first('place');
    await watch.services.conversations.catchUp({ all: true });
    expect(await placeOf(NOT_HANDLED)).toEqual({ place: 'stranger.askingName' });

    await watch.text(LERATO, 'Y');
    const dropped = await db('bookings')
      .where({ userId: await idOf(LERATO) })
      .first('droppedAt');
    expect(new Date(dropped.droppedAt)).toEqual(NOW);

    await watch.text(SIPHO, '2');
    const reports = await db('reports').orderBy('caseNumber').select('caseNumber', 'severity', 'message');
    expect(reports).toEqual([
      { caseNumber: 1, severity: 1, message: 'fence cut at the park' },
      { caseNumber: 2, severity: 2, message: 'two men at the gate' },
    ]);
    await watch.text(SIPHO, 'one has a bolt cutter');
    expect(await db('report_additions').pluck('body')).toContain('one has a bolt cutter');

    await watch.text(THANDI, '1');
    expect(await placeOf(THANDI)).toEqual({ place: 'member.askingBuddy' });
    await watch.text(THANDI, 'none');
    expect(await db('bookings').where({ userId: await idOf(THANDI) })).toHaveLength(2);
    await watch.text(THANDI, 'out');
    expect(await db('check_ins').whereNotNull('outAt')).toHaveLength(1);

    await watch.text(ASKED_FOR_NAME, 'Bongani Dlamini');
    expect(await placeOf(ASKED_FOR_NAME)).toEqual({ place: 'stranger.provingNumber' });
    await watch.text(ASKED_FOR_CODE, '482913');
    const joined = await db('users').where({ phone: ASKED_FOR_CODE }).first('name', 'role', 'status');
    expect(joined).toEqual({ name: 'Zanele Dube', role: 'volunteer', status: 'active' });

    await watch.drain();
    for (const phone of [LERATO, SIPHO, THANDI, ASKED_FOR_NAME, ASKED_FOR_CODE]) {
      expect(watch.sender.bodiesTo(phone).length, phone).toBeGreaterThan(0);
    }
    expect(watch.sender.bodiesTo(STOPPED)).toEqual([]);
    expect(await db('inbox').whereNull('handledAt')).toEqual([]);
    expect(watch.errors).toEqual([]);
  }

  async function idOf(phone: string): Promise<number> {
    const { userId } = await db('users').where({ phone }).first('userId');
    return userId;
  }
});
