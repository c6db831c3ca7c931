import { afterEach, describe, expect, test } from 'vitest';
import { createLog } from '#src/platform/log.ts';
import { createTestApi, type TestApi } from '#test/support/api.ts';
import { buildVolunteer } from '#test/support/build-roster.ts';
import { DATABASE_KINDS } from '#test/support/databases.ts';

describe.each(DATABASE_KINDS)('limits, headers and metrics, on %s', (kind) => {
  let api: TestApi;
  afterEach(() => api.remove());

  const start = async (env: Record<string, string> = {}) => {
    api = await createTestApi(kind, env);
  };
  const register = (phone: string, from?: string) =>
    api.call('POST', '/auth/register', { body: { phone }, ...(from && { headers: { 'x-forwarded-for': from } }) });

  test('too many requests from one address are refused', async () => {
    await start({ REQUESTS_PER_MINUTE: '3', CORS_ORIGINS: 'https://watch.example.org' });
    expect((await api.call('GET', '/me')).status).toBe(401);
    expect((await api.call('GET', '/me')).status).toBe(401);
    expect((await api.call('GET', '/schedules')).status).toBe(401);
    const refused = await api.call('GET', '/me', { headers: { origin: 'https://watch.example.org' } });
    expect(refused.status).toBe(429);
    expect(refused.body).toMatchObject({ code: 'too_many_requests', status: 429 });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(60);
    expect(refused.headers.get('access-control-allow-origin')).toBe('https://watch.example.org');
    // Twilio and the orchestrator are never refused
    expect((await api.call('GET', '/healthz')).status).toBe(200);
  });

  test('of a hundred requests at the same moment exactly the allowed number passes', async () => {
    await start({ REQUESTS_PER_MINUTE: '40' });
    const answers = await Promise.all(Array.from({ length: 100 }, () => api.call('GET', '/me')));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(40);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(60);
  });

  test('requested codes are limited for each phone, for each address and in total', async () => {
    await start({
      CODES_PER_PHONE_AND_HOUR: '2',
      CODES_PER_ADDRESS_AND_HOUR: '2',
      CODES_PER_HOUR: '8',
      TRUSTED_PROXIES: '127.0.0.0/8',
    });
    for (let last = 1; last <= 8; last += 1) await buildVolunteer(api.db, { phone: `+2782111000${last}` });
    const statusOf = async (phone: string, from: string) => (await register(phone, from)).status;
    expect(await statusOf('0821110001', '198.51.100.1')).toBe(200);
    expect(await statusOf('082 111 0001', '198.51.100.2')).toBe(200);
    expect(await statusOf('+27821110001', '198.51.100.3')).toBe(429);
    expect(await statusOf('0821110002', '198.51.100.4')).toBe(200);
    // neither a phone number nor a country that we serve: refused, and not counted
    expect(await statusOf('12', '198.51.100.4')).toBe(400);
    expect(await statusOf('+447400123456', '198.51.100.4')).toBe(400);
    expect(await statusOf('0821110003', '198.51.100.4')).toBe(200);
    expect(await statusOf('0821110004', '198.51.100.4')).toBe(429);
    expect(await statusOf('0821110004', '198.51.100.5')).toBe(200);
    // the rest is for members who ask from other networks
    for (const ending of [5, 6, 7]) expect(await statusOf(`082111000${ending}`, `198.51.100.${ending + 1}`)).toBe(200);
    const last = await register('0821110008', '198.51.100.9');
    expect(last.status).toBe(429);
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(3000);
    expect(await api.db('outbox').where({ messageType: 'otp' })).toHaveLength(8);
  });

  test('tried codes are limited for each address', async () => {
    await start({ VERIFICATIONS_PER_HOUR: '2' });
    const verify = async (phone: string) =>
      (await api.call('POST', '/auth/verify', { body: { phone, code: '123456' } })).status;
    expect(await verify('0821110001')).toBe(401);
    expect(await verify('0821110002')).toBe(401);
    expect(await verify('0821110003')).toBe(429);
  });

  test('a forwarded address counts only if it comes from one of our proxies', async () => {
    await start({ REQUESTS_PER_MINUTE: '1' });
    const from = async (address: string) =>
      (await api.call('GET', '/me', { headers: { 'x-forwarded-for': address } })).status;
    expect(await from('198.51.100.1')).toBe(401);
    expect(await from('198.51.100.2')).toBe(429);
  });

  test.each([
    ['with a port', '198.51.100.20:40123', '203.0.113.9:40123'],
    ['as IPv6 with a port', '[2001:db8:1:1::1]:443', '[2001:db8:1:2::1]:443'],
    ['as a word that is not an address', '_owner', '_stranger'],
  ])(
    'a proxy that writes addresses %s: a stranger does not lock the owner of a number out',
    async (_, own, strange) => {
      await start({ TRUSTED_PROXIES: '127.0.0.1' });
      const phone = '+27821110001';
      const verify = (from: string, code: string) =>
        api.call('POST', '/auth/verify', { body: { phone, code }, headers: { 'x-forwarded-for': from } });
      for (let i = 0; i < 6; i += 1) await register(phone, strange);
      for (let i = 0; i < 6; i += 1) await verify(strange, '000000');
      expect((await verify(strange, '000000')).status).toBe(429);

      expect((await register(phone, own)).status).toBe(200);
      const { payload } = (await api.queuedFor(phone)).at(-1) ?? { payload: '' };
      const [code = ''] = /\d{6}/.exec(payload) ?? [];
      expect((await verify(own, code)).status).toBe(200);
    },
  );

  test('a forwarded value that is not an address is logged once an hour, cut and without invisible characters', async () => {
    const lines: string[] = [];
    const log = createLog('warn', { write: (line) => void lines.push(line) });
    api = await createTestApi(kind, { TRUSTED_PROXIES: '127.0.0.1' }, log);
    const value = `198.51.100.20" {"level":60}\u0085${'x'.repeat(1000)}`;
    const call = () => api.call('GET', '/healthz', { headers: { 'x-forwarded-for': value } });
    for (let i = 0; i < 3; i += 1) await call();
    expect(lines).toHaveLength(1);
    expect(lines[0]?.split('\n')).toHaveLength(2);
    const logged = JSON.parse(lines[0] ?? '');
    expect(logged.msg).toBe('X-Forwarded-For of a trusted proxy is not an address');
    expect(logged.value).toHaveLength(200);
    expect(logged.value).not.toMatch(/\p{Cc}/u);

    api.clock.moveTo(new Date(api.clock.now().getTime() + 3_600_000));
    await call();
    expect(lines).toHaveLength(2);
  });

  test('answers have the usual security headers, and pages of other origins may not call', async () => {
    await start();
    const { headers } = await api.call('GET', '/me', { headers: { origin: 'https://evil.example' } });
    expect(headers.get('access-control-allow-origin')).toBeNull();
    expect(headers.get('content-security-policy')).toBe("default-src 'none';base-uri 'none';frame-ancestors 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('strict-transport-security')).toContain('max-age=');
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers.get('x-powered-by')).toBeNull();
  });

  test('pages of configured origins may call', async () => {
    await start({ CORS_ORIGINS: 'https://watch.example.org' });
    const ask = (origin: string) =>
      api.call('OPTIONS', '/bookings', { headers: { origin, 'access-control-request-method': 'POST' } });
    const allowed = await ask('https://watch.example.org');
    expect(allowed.status).toBe(204);
    expect(allowed.headers.get('access-control-allow-origin')).toBe('https://watch.example.org');
    expect(allowed.headers.get('access-control-allow-headers')).toContain('Idempotency-Key');
    expect((await ask('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull();
  });

  test('a body of more than 64 kB is not read', async () => {
    await start();
    const { status, body } = await register('x'.repeat(70_000));
    expect(status).toBe(413);
    expect(body).toMatchObject({ code: 'too_large' });
  });

  test('metrics are readable from this machine only, or with the token', async () => {
    await start();
    await buildVolunteer(api.db);
    const { status, text, headers } = await api.call('GET', '/metrics');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toMatch(/^text\/plain/);
    expect(text).toMatch(/^watchline_texts_in_total 0$/m);
    expect(text).toMatch(/^watchline_queue_depth 0$/m);
    expect((await api.call('GET', '/metrics', { headers: { 'x-forwarded-for': '127.0.0.1' } })).status).toBe(404);
    await api.remove();

    await start({ METRICS_TOKEN: 'a token for the metrics' });
    expect((await api.call('GET', '/metrics')).status).toBe(404);
    expect((await api.call('GET', '/metrics', { token: 'a' })).status).toBe(404);
    await register('0821110001');
    const withToken = { headers: { authorization: 'Bearer a token for the metrics' } };
    const counted = (await api.call('GET', '/metrics', withToken)).text;
    expect(counted).toMatch(/^watchline_messages{type="otp",status="queued"} 1$/m);
    expect(counted).toMatch(/^watchline_queue_depth 1$/m);
    expect(counted).toMatch(
      /watchline_http_request_seconds_count{method="POST",route="\/auth\/register",status="200"} 1/,
    );
  });

  test('the service is ready while the jobs send heartbeats', async () => {
    await start();
    expect((await api.call('GET', '/readyz')).status).toBe(200);
    await api.services.heartbeats.beat('dispatch');
    await api.services.heartbeats.beat('dispatch');
    const ages = await api.services.heartbeats.ages();
    expect(Object.keys(ages)).toEqual(['dispatch']);
    expect(ages.dispatch).toBeLessThan(5000);
  });
});
