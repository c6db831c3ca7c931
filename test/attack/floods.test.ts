import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WEBHOOK_PATHS } from '#src/http/webhooks/webhook-routes.ts';
import { createLog } from '#src/platform/log.ts';
import { signedPost } from '#src/simulator/signed-post.ts';
import { createTestApi, type TestApi } from '#test/support/api.ts';
import { LARGE_TEST_KINDS } from '#test/support/databases.ts';
import { mountedRoutes } from '#test/support/mounted-routes.ts';
import { type RawCall, rawCall } from '#test/support/raw-call.ts';

const PUBLIC_URL = 'https://watch.example.org';
const TOKEN = 'a token of Twilio';
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const ALLOWED = 5;
const PAGES_ALLOWED = 10 * ALLOWED;
const [MESSAGES = ''] = WEBHOOK_PATHS;

describe.each(LARGE_TEST_KINDS)('on %s', (kind) => {
  let api: TestApi;
  let logged: string[];

  beforeEach(async () => {
    logged = [];
    const log = createLog('info', { write: (line) => void logged.push(line) });
    const env = { PUBLIC_URL, TWILIO_AUTH_TOKEN: TOKEN, TRUSTED_PROXIES: '127.0.0.1', CLOCK_START: '2026-11-27T18:00' };
    api = await createTestApi(kind, { ...env, REQUESTS_PER_MINUTE: String(ALLOWED) }, log);
  });
  afterEach(() => api.remove());

  const ask = async (from: string, call: RawCall) =>
    (await rawCall(api.url, { ...call, headers: { ...call.headers, 'x-forwarded-for': from } })).status;
  const askOften = async (times: number, from: string, call: RawCall) => {
    const statuses = await Promise.all(Array.from({ length: times }, () => ask(from, call)));
    return statuses.filter((status) => status !== 429).length;
  };
  const text = async (providerSid: string) => {
    const form = { MessageSid: providerSid, From: '+27821234567', To: '+27600000001', Body: 'Hi' };
    return (await signedPost({ serviceUrl: api.url, publicUrl: PUBLIC_URL, token: TOKEN, path: MESSAGES, form }))
      .status;
  };
  const listTexts = async () => (await api.db('inbox').select('providerSid')).map(({ providerSid }) => providerSid);

  test('unsigned forms without end write two lines of the log, and stop no signed text', async () => {
    const forged = {
      method: 'POST',
      path: `${MESSAGES}?${'x'.repeat(5_000)}`,
      headers: FORM,
      body: 'From=%2B2782&Body=SOS',
    };
    // the address that the signed texts come from, and another one
    for (const from of ['127.0.0.1', '198.51.100.7']) expect(await askOften(300, from, forged)).toBe(ALLOWED);
    const lines = logged.length;
    expect(await text('SM1')).toBe(200);
    expect(await text('SM2')).toBe(200);
    expect(await listTexts()).toEqual(['SM1', 'SM2']);
    // for each address: the signature, and the limit
    expect(lines).toBe(4);
    expect(logged.slice(0, lines).join('').length).toBeLessThan(2_000);
  });

  test.each<[string, Omit<RawCall, 'method'>]>([
    ['too large', { path: MESSAGES, headers: FORM, body: 'x'.repeat(70_000) }],
    [
      'in another charset',
      { path: MESSAGES, headers: { 'content-type': `${FORM['content-type']}; charset=x` }, body: 'a=b' },
    ],
    ['signed by somebody else', { path: MESSAGES, headers: { ...FORM, 'x-twilio-signature': 'x' }, body: 'a=b' }],
    ['with a slash at the end', { path: `${MESSAGES}/`, headers: FORM, body: 'a=b' }],
  ])('forms that are %s are limited too', async (_, call) => {
    expect(await askOften(3 * ALLOWED, '198.51.100.7', { method: 'POST', ...call })).toBe(ALLOWED);
    expect(await text('SM1')).toBe(200);
  });

  test('signed texts are never too many', async () => {
    const sids = Array.from({ length: 4 * ALLOWED }, (_, index) => `SM${index}`);
    for (const sid of sids) expect(await text(sid)).toBe(200);
    expect(await listTexts()).toHaveLength(sids.length);
  });

  test('every route has a limit, and so has an address where nothing is', async () => {
    const routes = mountedRoutes(api.app).flatMap(({ methods, address }) =>
      methods.map((method) => ({ method, path: address })),
    );
    const others = ['/nothing', '/webhooks/twilio/nothing', '/%ff', '//'].map((path) => ({ method: 'GET', path }));
    expect(routes.length).toBeGreaterThan(60);
    const from = '198.51.100.7';
    await askOften(ALLOWED, from, { method: 'GET', path: '/nothing' });
    await askOften(ALLOWED, from, { method: 'GET', path: '/healthz' });
    await askOften(ALLOWED, from, { method: 'POST', path: MESSAGES });
    await askOften(PAGES_ALLOWED, from, { method: 'GET', path: '/docs' });
    const unlimited = [];
    for (const call of [...routes, ...others]) {
      const status = await ask(from, call);
      if (status !== 429) unlimited.push(`${call.method} ${call.path}: ${status}`);
    }
    expect(unlimited).toEqual([]);
  });

  test('a flood of requests does not hide from an orchestrator whether the process works', async () => {
    const from = '127.0.0.1';
    await askOften(10 * ALLOWED, from, { method: 'GET', path: '/me' });
    await askOften(10 * PAGES_ALLOWED, from, { method: 'GET', path: '/docs' });
    expect(await ask(from, { method: 'GET', path: '/me' })).toBe(429);
    expect(await ask(from, { method: 'GET', path: '/healthz' })).toBe(200);
    expect(await ask(from, { method: 'GET', path: '/readyz' })).toBe(200);
  });
});
