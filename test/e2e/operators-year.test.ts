import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect, type Database } from '#src/db/connect.ts';
import { LARGE_TEST_KINDS, type ScratchDatabase, scratchDatabase } from '#test/support/databases.ts';
import { dumpTables } from '#test/support/dump-tables.ts';
import { goodNumber } from '#test/support/fake-twilio/fake-account.ts';
import { createFakeTwilio, type FakeTwilio } from '#test/support/fake-twilio/fake-twilio.ts';
import { freePort } from '#test/support/free-port.ts';
import { createInstallation, type Installation } from '#test/support/installation.ts';
import type { Run } from '#test/support/run-file.ts';

const ACCOUNT = 'AC00000000000000000000000000000001';
const OLD_TOKEN = '0123456789abcdef0123456789abcdef';
const NEW_TOKEN = 'fedcba9876543210fedcba9876543210';
const FROM = '+27600000001';
const PUBLIC_URL = 'https://watch.example.org';
const ANN = '+27825550100';
const CARL = '+27825550101';
const THANDI = '+27821234567';
const SIPHO = '+27832001001';
const PICTURE = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
/** Each step starts processes, one after the other. */
const PATIENCE = 60_000;
/** The migration of the next release. */
const NEXT_MIGRATION = `
export async function up(knex) {
  await knex.schema.alterTable('schedules', (table) => table.string('colour', 16));
}
export async function down() {}
`;

describe.each(LARGE_TEST_KINDS)("an operator's year, on %s", { timeout: PATIENCE }, (kind) => {
  let scratch: ScratchDatabase;
  let site: Installation;
  let fake: FakeTwilio;
  let settings: Record<string, string>;
  let service: Run;
  let local: string;
  let backupFile: string;

  beforeAll(async () => {
    scratch = await scratchDatabase(kind, { isEmpty: true });
    site = createInstallation();
    const port = await freePort();
    local = `http://127.0.0.1:${port}`;
    const reach = (url: string) => url.replace(PUBLIC_URL, local);
    fake = await createFakeTwilio({ accountSid: ACCOUNT, authToken: OLD_TOKEN, reach });
    fake.account.numbers.push(goodNumber(FROM, PUBLIC_URL));
    settings = {
      NODE_ENV: 'production',
      PORT: String(port),
      DATABASE_URL: kind === 'SQLite' ? `sqlite:${join(site.folder, 'data/watchline.sqlite3')}` : scratch.url,
      PUBLIC_URL,
      JWT_SECRET: 'a secret for tests, and for nothing else',
      JOIN_POLICY: 'open',
      COORDINATOR_PHONES: `${ANN},${CARL}`,
      SENDER: 'twilio',
      TWILIO_API_BASE_URL: fake.url,
      TWILIO_ACCOUNT_SID: ACCOUNT,
      TWILIO_AUTH_TOKEN: OLD_TOKEN,
      TWILIO_SMS_FROM: FROM,
      // one alarm goes to everybody, and no test needs to wait a second for each of them
      SMS_PER_SECOND: '50',
    };
  });
  afterAll(async () => {
    service?.child.kill('SIGKILL');
    await service?.ended;
    await fake.settled();
    await fake.close();
    site.remove();
    await scratch.remove();
  });

  const next = () => join(site.folder, 'migrations/20991231000000_next.ts');

  /** Starts the service with changed settings, which later starts keep. */
  async function start(changed: Record<string, string> = {}): Promise<void> {
    settings = { ...settings, ...changed };
    site.configure(settings);
    service = site.start();
    const status = () =>
      fetch(`${local}/readyz`).then(
        (response) => response.status,
        () => 0,
      );
    const isOver = service.ended.then((code) => {
      throw new Error(`the service ended with ${code}:\n${service.output()}`);
    });
    await Promise.race([expect.poll(status, { timeout: 30_000, interval: 50 }).toBe(200), isOver]);
  }

  async function stop(): Promise<void> {
    service.child.kill('SIGTERM');
    expect(await service.ended).toBe(0);
  }

  /** Sends a text, waits for the expected answer and returns it. */
  async function say(from: string, Body: string, expected: RegExp, form: Record<string, string> = {}): Promise<string> {
    const before = fake.receivedBy(from).length;
    const answer = () =>
      fake
        .receivedBy(from)
        .slice(before)
        .find(({ body }) => expected.test(body))?.body;
    const response = await fake.text(PUBLIC_URL, { From: from, Body, ...form });
    expect(response.status).toBe(200);
    await expect.poll(answer, { timeout: 15_000, interval: 20 }).toBeDefined();
    return answer() ?? '';
  }

  async function enrol(from: string, name: string): Promise<void> {
    await say(from, 'hello', /name and surname/);
    const code = await say(from, name, /is your Night Owls code/);
    await say(from, code.slice(0, 6), /^You're in/);
  }

  async function succeeds(name: string, ...args: string[]): Promise<string> {
    const { status, output } = await site.command(name, ...args);
    expect(output && status === 0 ? 0 : `${name} ended with ${status}: ${output}`).toBe(0);
    return output;
  }

  async function inDatabase<T>(look: (db: Database) => Promise<T>): Promise<T> {
    const db = connect(settings.DATABASE_URL ?? '');
    try {
      return await look(db);
    } finally {
      await db.destroy();
    }
  }

  test('connect: the doctor finds nothing wrong', async () => {
    await start();
    for (const [phone, name] of [
      [ANN, 'Ann Botha'],
      [CARL, 'Carl Adams'],
    ] as const) {
      await enrol(phone, name);
    }
    const output = await succeeds('doctor');
    expect(output).not.toMatch(/WRONG/);
  });

  test('a week of texts', async () => {
    await enrol(THANDI, 'Thandi Nkosi');
    await enrol(SIPHO, 'Sipho Mokoena');
    await say(THANDI, 'shifts', /^Open shifts:/);
    await say(THANDI, '1', /Who is coming with you/);
    await say(THANDI, 'sipho 083 200 1001', /^Booked: .* with Sipho M/);
    await say(SIPHO, 'report 1 fence cut at the park', /^Case 1: suspicious/);
    const MediaUrl0 = fake.media.add({ content: PICTURE, contentType: 'image/gif' });
    const photo = { NumMedia: '1', MediaUrl0, MediaContentType0: 'image/gif' };
    await say(SIPHO, '', /^Photo added to case 1/, photo);
    await expect.poll(() => inDatabase((db) => db('media').pluck('status')), { timeout: 15_000 }).toEqual(['kept']);
    await say(THANDI, 'sos two men at the gate', /case 2\b/);
    await say(ANN, 'ack 2 on my way', /^Case 2 is yours/);
    const thread = await succeeds('thread', '082 123 4567');
    expect(thread).toMatch(/two men at the gate/);
    expect(thread).not.toMatch(/\b\d{6}\b/);
  });

  test('a backup, then two more texts, and the disk is gone', async () => {
    await succeeds('backup', '--to', site.folder);
    const [file] = readdirSync(site.folder).filter((name) => name.endsWith('.watchline.gz'));
    backupFile = `${site.folder}/${file}`;
    await say(SIPHO, 'report 1 lights are out', /^Case 3/);
    await say(THANDI, 'my', /Sipho M/);
    service.child.kill('SIGKILL');
    await service.ended;
    if (kind === 'SQLite') rmSync(join(site.folder, 'data'), { recursive: true });
    else {
      await scratch.remove();
      scratch = await scratchDatabase(kind, { isEmpty: true });
      settings = { ...settings, DATABASE_URL: scratch.url };
    }
    site.configure(settings);
  });

  test('restore, replay, resume: nothing is lost, and nobody gets an answer again', async () => {
    const received = fake.all().length;
    await succeeds('restore', backupFile);
    await start();
    expect(await succeeds('replay', '--yes')).toMatch(/2 stored and handled/);
    await succeeds('resume', '--yes');
    expect(await inDatabase((db) => db('reports').max('caseNumber as last'))).toEqual([{ last: 3 }]);
    await say(THANDI, 'my', /Sipho M/);
    expect(fake.all().length - received).toBe(1);
    expect(await inDatabase((db) => db('media_contents').select('content'))).toEqual([{ content: PICTURE }]);
  });

  test('upgrade, and accept a second token from the same start on', async () => {
    writeFileSync(next(), NEXT_MIGRATION);
    await stop();
    fake.useTokens(OLD_TOKEN, NEW_TOKEN);
    await start({ TWILIO_AUTH_TOKEN: `${NEW_TOKEN},${OLD_TOKEN}` });
    await say(THANDI, 'my', /Sipho M/);
    const copies =
      kind === 'SQLite' ? readdirSync(join(site.folder, 'data')).filter((name) => /-before-/.test(name)) : [];
    expect(copies).toHaveLength(kind === 'SQLite' ? 1 : 0);
    await say(SIPHO, 'my', /Thandi/);
    fake.useTokens(NEW_TOKEN);
    await say(SIPHO, 'my', /Thandi/);
  });

  test('the version before refuses the upgraded database', async () => {
    await stop();
    rmSync(next());
    service = site.start();
    expect(await service.ended).toBe(1);
    expect(service.output()).toMatch(/newer Watchline/);
    writeFileSync(next(), NEXT_MIGRATION);
  });

  test('rotate the token: only the new one is left', async () => {
    await start({ TWILIO_AUTH_TOKEN: NEW_TOKEN });
    await say(SIPHO, 'my', /Thandi/);
  });

  test('export one person, forget another', async () => {
    const exported = await succeeds('admin', 'export', '083 200 1001');
    expect(exported).toMatch(/fence cut at the park/);
    expect(exported).not.toMatch(/82 ?123 ?4567/);
    await succeeds('admin', 'forget', '082 123 4567', '--for-good');
    await expect
      .poll(() => inDatabase((db) => db('outbox').whereIn('status', ['queued', 'claimed', 'sending'])), {
        timeout: 15_000,
      })
      .toEqual([]);
    // messages that still had to leave are erased by the hourly job
    await site.worker('forget-old');
    const rows = await inDatabase(dumpTables);
    expect(rows.filter((row) => /821234567|82 123 4567|Nkosi/.test(row))).toEqual([]);
    expect(rows.filter((row) => row.startsWith('reports '))).toHaveLength(3);
    await say(THANDI, 'my', /^Welcome to Night Owls/);
  });

  test('at the end the doctor finds nothing wrong, and no log has named anybody', async () => {
    expect(await succeeds('doctor')).not.toMatch(/WRONG/);
    await stop();
    expect(service.output()).not.toMatch(/\+27\d{9}|Sipho|Mokoena|"level":[56]0/);
  });
});
