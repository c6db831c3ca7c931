import type { Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createApp } from '#src/app.ts';
import { parseConfig } from '#src/config.ts';
import { connect } from '#src/db/connect.ts';
import { systemClock } from '#src/platform/clock.ts';
import { createLog } from '#src/platform/log.ts';
import { parseAddressList } from '#src/platform/remote-address.ts';
import { listen } from '#src/process/listen.ts';
import { createServices, type Services } from '#src/services.ts';
import { DATABASE_KINDS, type ScratchDatabase, scratchDatabase } from '#test/support/databases.ts';
import { createFakeTwilio, type FakeTwilio } from '#test/support/fake-twilio/fake-twilio.ts';
import { freePort } from '#test/support/free-port.ts';

const ACCOUNT = 'AC00000000000000000000000000000001';
const AUTH_TOKEN = 'an auth token that nobody may see';
const METRICS_TOKEN = 'a metrics token that nobody may see';
const JWT_SECRET = 'a secret for tests that no log may hold';
const OURS = '+27600000001';
const ANN = '+27825550100';
const THANDI = '+27821234567';
const JOSEPH = '+27839998888';

/** Whatever stands in the day's texts and settings and may not stand in the log. */
const NEVER = [
  ...['Thandiswa', 'Nkosana', 'Annelise', 'Botha', 'Josephus', 'Dlamini'],
  ...['back gate', 'bakkie', 'at the school', 'come quickly', 'from a stranger'],
  ...[OURS, ANN, THANDI, JOSEPH].flatMap((phone) => [phone.slice(1), phone.slice(3)]),
  ...['082 123 4567', '083 999 8888', '082 555 0100'],
  ...[AUTH_TOKEN, METRICS_TOKEN, JWT_SECRET, Buffer.from(`${ACCOUNT}:${AUTH_TOKEN}`).toString('base64')],
];

interface Line {
  msg: string;
  cause?: string;
}

describe.each(DATABASE_KINDS)('the log of a busy day on %s', (kind) => {
  let scratch: ScratchDatabase;
  let fake: FakeTwilio;
  let services: Services;
  let server: Server;
  let url: string;
  const written: string[] = [];
  beforeEach(async () => {
    written.length = 0;
    scratch = await scratchDatabase(kind);
    fake = await createFakeTwilio({ accountSid: ACCOUNT, authToken: AUTH_TOKEN });
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    const config = parseConfig({
      ...{ DATABASE_URL: scratch.url, PUBLIC_URL: url, SENDER: 'twilio', TWILIO_API_BASE_URL: fake.url },
      ...{ TWILIO_ACCOUNT_SID: ACCOUNT, TWILIO_AUTH_TOKEN: AUTH_TOKEN, TWILIO_SMS_FROM: OURS },
      ...{ COORDINATOR_PHONES: ANN, METRICS_TOKEN, JWT_SECRET, BACKOFF_SECONDS: '0.01' },
    });
    const log = createLog('trace', { write: (line) => void written.push(line) });
    services = await createServices({ config, log, clock: systemClock });
    ({ server } = await listen(createApp(services).callback(), {
      host: '127.0.0.1',
      port,
      keepAliveMs: config.KEEP_ALIVE_SECONDS,
      proxies: parseAddressList([]),
      log,
    }));
  });
  afterEach(async () => {
    server.closeAllConnections();
    server.close();
    await services[Symbol.asyncDispose]();
    await fake.close();
    await scratch.remove();
  });

  /** Everything that is under way comes to its end. */
  const settle = async () => {
    await services.conversations.settled();
    await services.outbox.drain();
    await fake.settled();
  };
  const lastTo = (phone: string) => fake.receivedBy(phone).at(-1)?.body ?? '';
  const say = async (From: string, Body: string): Promise<string> => {
    await fake.text(url, { From, Body });
    await settle();
    return lastTo(From);
  };
  const joins = async (phone: string, name: string) => {
    await say(phone, 'hello');
    const code = codeIn(await say(phone, name));
    await say(phone, code);
    return code;
  };
  const call = async (path: string, body?: unknown, token = '') => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const sent = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    const response = await fetch(`${url}${path}`, { headers, ...sent });
    return (await response.json().catch(() => ({}))) as Record<string, string>;
  };

  test('has one id for all that a text led to, and no number, word, code, token or name', async () => {
    const codes = [await joins(ANN, 'Annelise Botha'), await joins(THANDI, 'Thandiswa Nkosana')];
    await say(THANDI, 'SHIFTS');
    await say(THANDI, '1');
    await say(THANDI, 'Josephus Dlamini 083 999 8888');
    // what fails now, what fails for good, what is unclear, and what never arrives
    fake.scripts.push({ to: ANN, body: /^INCIDENT/, fault: { kind: 'tooMany' } });
    fake.scripts.push({ to: ANN, body: /quickly/, callbacks: { statuses: ['undelivered'], errorCode: 30003 } });
    fake.scripts.push({ to: THANDI, body: /^Case/, fault: { kind: 'code', code: 21614 } });
    fake.scripts.push({ to: THANDI, body: /danger/, fault: { kind: 'html500', accepted: true } });
    await say(THANDI, 'REPORT 2 two men at the back gate of 12 Oak');
    await say(THANDI, 'SOS come quickly');
    await say(THANDI, 'STOP');

    await call('/auth/register', { phone: ANN });
    await settle();
    const signInCode = codeIn(lastTo(ANN));
    const { token = '' } = await call('/auth/verify', { phone: ANN, code: signInCode });
    expect(token).not.toBe('');
    await call('/admin/users?search=Thandiswa', undefined, token);
    await call('/admin/messages?user_id=2', undefined, token);
    await call('/admin/users', { phone: JOSEPH, name: 'Josephus Dlamini', role: 'volunteer' }, token);
    const { url: feed = '' } = await call('/me/calendar', {}, token);
    await fetch(feed);
    await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${METRICS_TOKEN}` } });
    const query = new URLSearchParams({ From: THANDI, Body: 'from a stranger' });
    await fetch(`${url}/webhooks/twilio/messages?${query}`, { method: 'POST', body: query });

    // a database that refuses what it is given: drivers put the values into what they throw
    const db = connect(scratch.url);
    await db.schema.renameTable('outbox', 'gone');
    await db.schema.renameTable('calendar_feeds', 'gone_too');
    await fake.text(url, { From: ANN, Body: 'a white bakkie\n    at the school, phone 082 123 4567' });
    await services.conversations.settled();
    await fetch(feed);
    await call('/auth/register', { phone: JOSEPH });
    await db.schema.renameTable('gone', 'outbox');
    await db.schema.renameTable('gone_too', 'calendar_feeds');
    await db.destroy();
    await settle();

    const output = written.join('');
    const said = ['"retry"', '"failed"', '"unknown"', '"code":"30003"', '"understood":"STOP"', 'signature refused'];
    const broken = ['handling a text failed', 'request failed'];
    expect([...said, ...broken].filter((words) => !output.includes(words))).toEqual([]);

    const secrets = [...NEVER, ...codes, signInCode, token, feed.split('/').at(-1)?.replace('.ics', '') ?? feed];
    expect(secrets.filter((secret) => output.includes(secret))).toEqual([]);
    const bodies = fake.all().map(({ body }) => JSON.stringify(body).slice(1, -1));
    expect(bodies.length).toBeGreaterThan(10);
    expect(bodies.filter((body) => output.includes(body))).toEqual([]);

    const lines: Line[] = written.map((line) => JSON.parse(line));
    const cry = lines.find(({ msg, cause }) => msg === 'status' && cause?.startsWith('inbox:'))?.cause;
    const steps = lines.filter(({ cause }) => cause === cry).map(({ msg }) => msg);
    expect(steps.slice(0, 2)).toEqual(['text in', 'handled']);
    // a delivery report may be faster than the record of its attempt
    expect(new Set(steps)).toEqual(new Set(['text in', 'handled', 'attempt', 'status']));
  });
});

function codeIn(body: string): string {
  return /\b\d{6}\b/.exec(body)?.[0] ?? 'there was no code';
}
