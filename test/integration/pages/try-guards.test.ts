import { afterEach, describe, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '#test/support/api.ts';
import { type MountedRoute, mountedRoutes } from '#test/support/mounted-routes.ts';
import { rawCall } from '#test/support/raw-call.ts';

/** Who opens this page can text as anybody and read every code. */
describe('every route of the phones on the screen', () => {
  let api: TestApi;
  afterEach(() => api.remove());

  const routes = (): MountedRoute[] => mountedRoutes(api.app).filter(({ path }) => /^\/try(?:\/|$)/.test(path));
  const callEach = async (headers: Record<string, string>, only: (method: string) => boolean = () => true) => {
    const statuses: string[] = [];
    for (const { methods, address } of routes()) {
      for (const method of methods.filter(only)) {
        const { status } = await rawCall(api.url, { method, path: address, headers });
        statuses.push(`${method} ${address}: ${status}`);
      }
    }
    return statuses;
  };

  test.each(['watch.example.org', 'localhost.example.org', '127.0.0.1.example.org', '192.168.1.20:3000'])(
    'is a 404 for a page that calls this machine "%s"',
    async (host) => {
      api = await createTestApi('SQLite');
      const statuses = await callEach({ host, 'sec-fetch-site': 'same-origin' });
      expect(statuses.length).toBeGreaterThan(4);
      expect(statuses.filter((each) => !each.endsWith(': 404'))).toEqual([]);
    },
  );

  test.each([
    { 'x-forwarded-for': '198.51.100.7' },
    { forwarded: 'for=198.51.100.7' },
    { 'x-real-ip': '198.51.100.7' },
    { 'x-forwarded-host': 'watch.example.org' },
    { 'x-forwarded-proto': 'https' },
    { via: '1.1 proxy.example.org' },
  ])('is a 404 if a proxy passes the request on: %j', async (headers) => {
    api = await createTestApi('SQLite');
    const statuses = await callEach({ ...(headers as Record<string, string>), 'sec-fetch-site': 'same-origin' });
    expect(statuses.filter((each) => !each.endsWith(': 404'))).toEqual([]);
  });

  test('that changes something refuses forms of other sites', async () => {
    api = await createTestApi('SQLite');
    const statuses = await callEach({ 'sec-fetch-site': 'cross-site' }, (method) => method === 'POST');
    expect(statuses.length).toBeGreaterThan(0);
    expect(statuses.filter((each) => !each.endsWith(': 403'))).toEqual([]);
    expect(await api.db('inbox')).toEqual([]);
  });

  test.each([
    ['with SIMULATOR=off', { SIMULATOR: 'off' }],
    ['on an address that other machines reach', { HOST: '0.0.0.0' }],
    [
      'with Twilio',
      {
        SENDER: 'twilio',
        TWILIO_ACCOUNT_SID: 'AC0123456789abcdef0123456789abcdef',
        TWILIO_AUTH_TOKEN: 'a token of an account',
        TWILIO_SMS_FROM: '+27600000001',
      },
    ],
  ])('does not exist %s', async (_, env) => {
    api = await createTestApi('SQLite', env as Record<string, string>);
    expect(routes()).toEqual([]);
    for (const path of ['/try', '/try/', '/try/phone', '/try/events', '/try/inspector', '/try/clock', '/try/a/b']) {
      expect((await rawCall(api.url, { method: 'GET', path })).status, path).toBe(404);
    }
    expect((await rawCall(api.url, { method: 'GET', path: '/' })).text).not.toContain('/try');
  });
});
