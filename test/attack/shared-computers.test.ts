import { beforeAll, describe, expect, test } from 'vitest';
import { buildVolunteer } from '#test/support/build-roster.ts';
import { mountedRoutes } from '#test/support/mounted-routes.ts';
import { onBothApis } from '#test/support/on-both-apis.ts';
import { rawCall } from '#test/support/raw-call.ts';

/** What a browser or a proxy may store. It holds no data of the watch, and is the same for everybody. */
const MAY_BE_STORED = [/^\/openapi\.json$/, /^\/docs(?:\/|$)/, /^\/assets\//];

onBothApis((api) => {
  let token: string;

  beforeAll(async () => {
    const { userId } = await buildVolunteer(api().db, { role: 'coordinator' });
    token = await api().tokenOf(userId);
  });

  const cacheControlOf = async (method: string, path: string, withToken: boolean, body?: string) => {
    const headers = {
      ...(withToken && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    };
    const answer = await rawCall(api().url, { method, path, headers, ...(body !== undefined && { body }) });
    return { status: answer.status, cacheControl: answer.headers['cache-control'] };
  };

  describe('no answer is stored by a browser or a proxy', () => {
    test('whatever was asked, with a token and without one', async () => {
      // a stream has no end, and signing out would end the token
      const others = ['/admin/events', '/try/events', '/auth/logout'];
      const calls = mountedRoutes(api().app)
        .filter(({ path }) => !others.includes(path) && !MAY_BE_STORED.some((pattern) => pattern.test(path)))
        .flatMap(({ methods, address }) => methods.map((method) => ({ method, path: address })));
      const stored = [];
      const successful = new Set<string>();
      for (const { method, path } of [...calls, { method: 'GET', path: '/nothing' }, { method: 'GET', path: '/%ff' }]) {
        for (const withToken of [true, false]) {
          const body = method === 'GET' || method === 'HEAD' ? undefined : '{}';
          const { status, cacheControl } = await cacheControlOf(method, path, withToken, body);
          if (status < 300) successful.add(path);
          if (cacheControl !== 'no-store') stored.push(`${method} ${path}: ${status} ${cacheControl}`);
        }
      }
      expect(stored).toEqual([]);
      const some = ['/me', '/bookings', '/admin/users', '/admin/roster', '/admin/reports.csv'];
      expect([...successful]).toEqual(expect.arrayContaining(some));
    });

    test('other than those that declare it', async () => {
      const { body } = await api().call('GET', '/openapi.json');
      expect(body).toBeDefined();
      expect(await cacheControlOf('GET', '/openapi.json', true)).toEqual({ status: 200, cacheControl: 'no-cache' });
      const page = await api().call('GET', '/');
      const [asset = ''] = /\/assets\/[^"]+/.exec(page.text) ?? [];
      const { cacheControl } = await cacheControlOf('GET', asset, false);
      expect(cacheControl).toBe('public, max-age=31536000, immutable');
    });

    test('a refused request for one of these is not stored either', async () => {
      expect(await cacheControlOf('GET', '/assets/old/site.css', false)).toEqual({
        status: 404,
        cacheControl: 'no-store',
      });
      expect(await cacheControlOf('POST', '/docs', false)).toEqual({ status: 405, cacheControl: 'no-store' });
    });
  });
});
