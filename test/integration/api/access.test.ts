import { beforeAll, describe, expect, test } from 'vitest';
import { ENDPOINTS } from '#src/http/endpoints.ts';
import { buildVolunteer } from '#test/support/build-roster.ts';
import { onBothApis } from '#test/support/on-both-apis.ts';

// people who wait for approval may sign out too
const LOCKED = ENDPOINTS.filter(({ access }) => access !== 'public' && access !== 'signedIn').map(
  ({ method, path, body }) => ({
    method: method.toUpperCase(),
    path: path.replace(/:\w+/g, '1'),
    takesBody: body !== undefined,
  }),
);
const FOR_MEMBERS = ENDPOINTS.filter(({ access, body }) => access === 'member' && body).map(({ method, path }) => ({
  method: method.toUpperCase(),
  path: path.replace(/:\w+/g, '1'),
}));

onBothApis((api) => {
  let pending: string;
  let suspended: string;
  let member: string;

  beforeAll(async () => {
    const tokenOf = async (status: 'active' | 'pending' | 'suspended') =>
      api().tokenOf((await buildVolunteer(api().db, { status })).userId);
    pending = await tokenOf('pending');
    suspended = await tokenOf('suspended');
    member = await tokenOf('active');
  });

  describe.each(LOCKED)('$method $path', ({ method, path, takesBody }) => {
    const ask = (token?: string) =>
      api().call(method, path, { ...(token !== undefined && { token }), ...(takesBody && { body: {} }) });

    test('is closed without a token, and to suspended people', async () => {
      for (const token of [undefined, 'nonsense', suspended]) {
        const refused = await ask(token);
        expect(refused).toMatchObject({ status: 401, body: { code: 'token_refused' } });
        expect(refused.headers.get('content-type')).toContain('application/problem+json');
      }
    });

    test('is closed to people who wait for approval', async () => {
      expect(await ask(pending)).toMatchObject({ status: 403, body: { code: 'awaiting_approval' } });
    });
  });

  describe.each(FOR_MEMBERS)('$method $path', ({ method, path }) => {
    test.each(['{"a":', '[]', '"text"', 'null', '{"unknown":1}', '{"__proto__":{}}'])('refuses %s', async (body) => {
      const refused = await api().call(method, path, { token: member, body });
      expect(refused.status).toBe(400);
      expect(refused.headers.get('content-type')).toContain('application/problem+json');
      expect(refused.text).not.toContain('    at ');
    });
  });

  test('people who wait for approval can sign out', async () => {
    const { userId } = await buildVolunteer(api().db, { status: 'pending' });
    const token = await api().tokenOf(userId);
    expect((await api().call('POST', '/auth/logout', { token })).status).toBe(204);
    expect((await api().call('POST', '/auth/logout', { token })).status).toBe(401);
  });

  test('another method is refused, and an unknown address is not found', async () => {
    expect(await api().call('PUT', '/bookings', { token: member, body: {} })).toMatchObject({
      status: 405,
      body: { code: 'method_not_allowed' },
    });
    expect(await api().call('GET', '/nothing', { token: member })).toMatchObject({ status: 404 });
  });
});
