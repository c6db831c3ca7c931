import { once } from 'node:events';
import { connect } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { ENDPOINTS } from '#src/http/endpoints.ts';
import { signatureFor } from '#src/messaging/twilio/signature.ts';
import { createLog } from '#src/platform/log.ts';
import { createTestApi, type TestApi } from '#test/support/api.ts';
import { buildVolunteer } from '#test/support/build-roster.ts';
import { DATABASE_KINDS } from '#test/support/databases.ts';
import { type RawCall, rawCall } from '#test/support/raw-call.ts';

const FORM = 'application/x-www-form-urlencoded';
const PUBLIC_URL = 'https://watch.example.org';
const METRICS_TOKEN = 'a token for the metrics';

/** One route of each kind that reads a body: public, signed in, signed by Twilio, and the clock. */
const ROUTES = [
  { method: 'POST', path: '/auth/register', type: 'application/json' },
  { method: 'POST', path: '/bookings', type: 'application/json' },
  { method: 'PATCH', path: '/me', type: 'application/json' },
  { method: 'POST', path: '/webhooks/twilio/messages', type: FORM },
  { method: 'POST', path: '/webhooks/twilio/status', type: FORM },
  { method: 'POST', path: '/webhooks/twilio/voice', type: FORM },
  { method: 'POST', path: '/clock', type: FORM },
  { method: 'POST', path: '/timers', type: FORM },
];

/** Every operation of the API that has a body. */
const WITH_BODY = ENDPOINTS.filter(({ body }) => body).map(({ method, path }) => ({
  method: method.toUpperCase(),
  path: path.replace(/:\w+/g, '1'),
  type: 'application/json',
}));

const words = '{"phone":"0821110001"}';
const bomb = Buffer.alloc(50_000_000, 'x');
const UNREADABLE: [what: string, headers: Record<string, string>, body: Buffer, status: number][] = [
  ['gzip that is text', { 'content-encoding': 'gzip' }, Buffer.from(words), 400],
  ['deflate that is text', { 'content-encoding': 'deflate' }, Buffer.from(words), 400],
  ['br that is text', { 'content-encoding': 'br' }, Buffer.from(words), 400],
  ['gzip that is cut off', { 'content-encoding': 'gzip' }, gzipSync(words).subarray(0, -9), 400],
  ['deflate that is cut off', { 'content-encoding': 'deflate' }, deflateSync(words).subarray(0, -5), 400],
  ['br that is cut off', { 'content-encoding': 'br' }, brotliCompressSync(words).subarray(0, -3), 400],
  ['gzip that inflates to 50 MB', { 'content-encoding': 'gzip' }, gzipSync(bomb), 413],
  ['deflate that inflates to 50 MB', { 'content-encoding': 'deflate' }, deflateSync(bomb), 413],
  ['br that inflates to 50 MB', { 'content-encoding': 'br' }, brotliCompressSync(bomb), 413],
  ['an encoding that nobody knows', { 'content-encoding': 'rot13' }, Buffer.from(words), 415],
  ['two encodings', { 'content-encoding': 'gzip, br' }, gzipSync(words), 415],
  ['bytes that are not UTF-8', {}, Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]), 400],
  ['a body that is too large', {}, Buffer.alloc(65 * 1024, 'x'), 413],
];

describe.each(DATABASE_KINDS)('a request that cannot be read, on %s', (kind) => {
  let api: TestApi;
  let token: string;
  const written: string[] = [];
  beforeAll(async () => {
    const log = createLog('trace', { write: (line) => void written.push(line) });
    const env = { PUBLIC_URL, METRICS_TOKEN, CLOCK_START: '2026-11-27T18:00', TRUSTED_PROXIES: '127.0.0.1' };
    api = await createTestApi(kind, env, log);
    token = await api.tokenOf((await buildVolunteer(api.db)).userId);
  });
  beforeEach(() => {
    written.length = 0;
  });
  afterAll(() => api.remove());

  const ask = (call: RawCall) => rawCall(api.url, call);
  const lines = () =>
    written.map((line) => JSON.parse(line) as { level: number; msg: string; at?: unknown; url?: string });
  const expectNoErrorOfOurs = () => {
    expect(lines().filter(({ level, at }) => level >= 40 || at !== undefined)).toEqual([]);
  };
  const signed = (path: string, form: Record<string, string>) => ({
    'content-type': FORM,
    'x-twilio-signature': signatureFor(api.services.config.TWILIO_AUTH_TOKEN[0] ?? '', PUBLIC_URL + path, form),
  });

  test.each(UNREADABLE)('%s is a problem below 500, for every caller', async (_, headers, body, status) => {
    for (const { method, path, type } of ROUTES) {
      for (const credentials of [{}, { authorization: `Bearer ${token}` }]) {
        const answer = await ask({ method, path, headers: { 'content-type': type, ...credentials, ...headers }, body });
        expect(answer.status, path).toBe(status);
        expect(answer.headers['content-type']).toBe('application/problem+json');
        expect(JSON.parse(answer.text)).toMatchObject({ status });
        expect(answer.text).not.toMatch(/\s+at |zlib|Z_|node:/);
        if (headers['content-encoding'] && status === 415) {
          expect(answer.headers['accept-encoding']).toBe('gzip, deflate, br');
        }
      }
    }
    expectNoErrorOfOurs();
  });

  test.each(['iso-8859-1', 'utf-16', 'klingon'])('a body in %s is refused', async (charset) => {
    for (const { method, path, type } of ROUTES) {
      const headers = { 'content-type': `${type}; charset=${charset}` };
      expect((await ask({ method, path, headers, body: words })).status, path).toBe(415);
    }
    expectNoErrorOfOurs();
  });

  test('each operation with a body refuses other charsets, and bytes that are not UTF-8', async () => {
    expect(WITH_BODY.length).toBeGreaterThan(20);
    const authorization = `Bearer ${token}`;
    for (const { method, path, type } of WITH_BODY) {
      const send = (contentType: string, body: Buffer) =>
        ask({ method, path, headers: { 'content-type': contentType, authorization }, body });
      for (const charset of ['iso-8859-1', 'utf-16le']) {
        expect((await send(`${type}; charset=${charset}`, Buffer.from(words))).status, `${method} ${path}`).toBe(415);
      }
      for (const contentType of [type, `${type}; charset=utf-8`]) {
        const { status, text } = await send(contentType, Buffer.from('{"name":"M\xf4re"}', 'latin1'));
        expect({ status, ...JSON.parse(text) }, `${method} ${path}`).toMatchObject({
          status: 400,
          code: 'unreadable_request',
        });
      }
    }
    expectNoErrorOfOurs();
  });

  test('bytes that are not UTF-8 change no name', async () => {
    const before = await api.db('users').select('name');
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const body = Buffer.from('{"name":"Thandi M\xf4re"}', 'latin1');
    expect((await ask({ method: 'PATCH', path: '/me', headers, body })).status).toBe(400);
    expect(await api.db('users').select('name')).toEqual(before);
  });

  test('a compressed body is read, and the signature covers the inflated text', async () => {
    const encodings = { gzip: gzipSync, deflate: deflateSync, br: brotliCompressSync };
    for (const [index, [name, compress]] of Object.entries(encodings).entries()) {
      const json = { 'content-type': 'application/json', 'content-encoding': name };
      const registered = await ask({
        method: 'POST',
        path: '/auth/register',
        headers: json,
        body: compress(`{"phone":"082111000${index}"}`),
      });
      expect(registered.status).toBe(200);
      const path = '/webhooks/twilio/messages';
      const form = { MessageSid: `SM${index}`, From: '+27821234567', Body: 'Môre 👋 1+1=2 & so' };
      const body = compress(new URLSearchParams(form).toString());
      const headers = { ...signed(path, form), 'content-encoding': name };
      expect((await ask({ method: 'POST', path, headers, body })).status).toBe(200);
      const tampered = compress(new URLSearchParams({ ...form, Body: 'DROP K7' }).toString());
      expect((await ask({ method: 'POST', path, headers, body: tampered })).status).toBe(403);
    }
    await api.services.conversations.settled();
    const texts = await api.db('inbox').select('body');
    expect(texts).toEqual(Array(3).fill({ body: 'Môre 👋 1+1=2 & so' }));
  });

  test('an upload that breaks off is logged as information at most', async () => {
    const refused = async () => {
      const { text } = await ask({
        method: 'GET',
        path: '/metrics',
        headers: { authorization: `Bearer ${METRICS_TOKEN}` },
      });
      const counts = text.match(/^watchline_http_request_seconds_count{.*status="400"} (\d+)$/gm) ?? [];
      return counts.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
    };
    const beginnings = [
      ['Content-Length: 900', '{"phone":'],
      ['Transfer-Encoding: chunked', '5\r\n{"pho'],
      ['Content-Encoding: gzip\r\nContent-Length: 900', 'x'],
    ] as const;
    const others = WITH_BODY.filter(({ path }) => !ROUTES.some((route) => route.path === path));
    const all = [
      ...ROUTES.map((route) => ({ ...route, beginnings })),
      ...others.map((route) => ({ ...route, beginnings: beginnings.slice(0, 1) })),
    ];
    for (const { method, path, type, beginnings: each } of all) {
      for (const [header, body] of each) {
        for (const isReset of [false, true]) {
          const before = await refused();
          const socket = connect(Number(new URL(api.url).port), '127.0.0.1');
          socket.on('error', () => {});
          socket.write(`${method} ${path} HTTP/1.1\r\nHost: a\r\nContent-Type: ${type}\r\n`);
          socket.write(`${header}\r\nExpect: 100-continue\r\n\r\n`);
          // 100 Continue: the service has started to read the request
          await once(socket, 'data');
          await new Promise((resolve) => socket.write(body, resolve));
          if (isReset) socket.resetAndDestroy();
          else socket.destroy();
          await vi.waitFor(async () => expect(await refused()).toBe(before + 1), { timeout: 5_000, interval: 5 });
        }
      }
    }
    expectNoErrorOfOurs();
  });

  test('an invalid URL in the request line is refused, and is not our failure', async () => {
    for (const path of ['http://[', 'http://[::1', '//[', 'http://%', '/%', '/%ff', '*']) {
      for (const method of ['GET', 'POST', 'OPTIONS']) {
        const { status, headers } = await ask({ method, path });
        expect([400, 404], `${method} ${path}`).toContain(status);
        expect(headers['content-type']).toBe('application/problem+json');
      }
    }
    expectNoErrorOfOurs();
  });

  test('a refused webhook leaves one log line, however long its URL and headers are', async () => {
    const path = '/webhooks/twilio/messages';
    const long = 'x'.repeat(12_000);
    const secrets = ['sk-live-secret', 'hunter2'];
    const calls: RawCall[] = [
      { method: 'POST', path: `${path}?${long}` },
      { method: 'POST', path: `${path}?${long}=${secrets[0]}` },
      { method: 'POST', path: `${path}?a=1&${'b=2&'.repeat(3000)}token=${secrets[0]}` },
      { method: 'POST', path: `${path}?a=%0A%7B%22level%22%3A60%7D&token=${secrets[0]}` },
      { method: 'POST', path: `http://user:${secrets[1]}@evil.example${path}?token=${secrets[0]}` },
      { method: 'POST', path, headers: { 'x-twilio-signature': long } },
      {
        method: 'POST',
        path,
        headers: { 'x-twilio-signature': secrets[0] ?? '', authorization: `Bearer ${secrets[1]}` },
      },
      { method: 'POST', path, headers: { origin: `https://${long}.example`, referer: long.slice(0, 2000) } },
      {
        method: 'POST',
        path,
        headers: { 'content-type': FORM },
        body: `Body=${'y'.repeat(60_000)}&From=${secrets[1]}`,
      },
    ];
    // repeats of one address are combined
    for (const [index, call] of calls.entries()) {
      const headers = { ...call.headers, 'x-forwarded-for': `198.51.100.${index}` };
      expect((await ask({ ...call, headers })).status).toBe(403);
    }
    expect(written).toHaveLength(calls.length);
    for (const line of written) {
      expect(line.length).toBeLessThan(500);
      expect(secrets.filter((secret) => line.includes(secret))).toEqual([]);
    }
    for (const { level, msg, url, at } of lines()) {
      expect({ level, at }).toEqual({ level: 40, at: undefined });
      expect(msg).toContain('signature refused');
      expect(url?.length).toBeLessThanOrEqual(200);
      expect(url).toContain(PUBLIC_URL + path);
    }
  });

  test('a URL or a header of 60 kB is refused before it is logged', async () => {
    const long = 'x'.repeat(60_000);
    const path = '/webhooks/twilio/messages';
    expect((await ask({ method: 'POST', path: `${path}?${long}` })).status).toBe(431);
    expect((await ask({ method: 'POST', path, headers: { 'x-twilio-signature': long } })).status).toBe(431);
    expect(written).toEqual([]);
  });

  test('the secret of a calendar is in no log line, in upper or lower case', async () => {
    const secret = 'SeCrEt-of-the-calendar-that-nobody-may-see1'.slice(0, 43);
    await api.db.schema.renameTable('calendar_feeds', 'gone');
    const { status } = await ask({ method: 'GET', path: `/calendar/${secret}.ics` });
    for (const path of [`/CALENDAR/${secret}.ics`, `/Calendar/${secret}.ICS`, `//calendar/${secret}.ics`]) {
      expect((await ask({ method: 'GET', path })).status).toBe(404);
    }
    await api.db.schema.renameTable('gone', 'calendar_feeds');
    expect(status).toBe(500);
    expect(lines()).toMatchObject([{ level: 50, path: '/calendar/•••.ics', msg: 'request failed' }]);
    expect(written.join('')).not.toContain(secret);
  });
});
