import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createLog } from '#src/platform/log.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { createTestApi, type TestApi } from '#test/support/api.ts';
import { buildVolunteer } from '#test/support/build-roster.ts';
import { LARGE_TEST_KINDS } from '#test/support/databases.ts';

const PHONE = '+27821110001';
const SECRETS = ['482913', 'not-a-token', 'x'.repeat(43), PHONE, '0001', 'Thandiswa', 'metrics-secret'];

describe.each(LARGE_TEST_KINDS)('on %s', (kind) => {
  let api: TestApi;
  let member: User;
  let written: string[];
  let callers = 0;

  beforeAll(async () => {
    const log = createLog('info', { write: (line) => void written.push(line) });
    const env = { TRUSTED_PROXIES: '127.0.0.1', VERIFICATIONS_PER_HOUR: '3', METRICS_TOKEN: 'a token for the metrics' };
    api = await createTestApi(kind, env, log);
    member = await buildVolunteer(api.db, { name: 'Thandiswa Nkosana', phone: PHONE });
  });
  afterAll(() => api.remove());
  beforeEach(() => {
    written = [];
    callers += 1;
  });

  const from = () => ({ 'x-forwarded-for': `198.51.100.${callers}` });
  const lines = () => written.map((line) => JSON.parse(line));
  const verify = () => api.call('POST', '/auth/verify', { body: { phone: PHONE, code: '482913' }, headers: from() });

  const refusals: [string, string, () => Promise<unknown>][] = [
    ['a wrong code', 'wrong_code', verify],
    ['no token', 'token_refused', () => api.call('GET', '/me', { headers: from() })],
    ['a token that is none', 'token_refused', () => api.call('GET', '/me', { token: 'not-a-token', headers: from() })],
    [
      'the token of the metrics',
      'metrics_refused',
      () => api.call('GET', '/metrics', { token: 'metrics-secret', headers: from() }),
    ],
    [
      'a calendar that ended',
      'calendar_refused',
      () => api.call('GET', `/calendar/${'x'.repeat(43)}.ics`, { headers: from() }),
    ],
    [
      'a page of another site',
      'foreign_page',
      () => api.call('POST', '/theme', { headers: { ...from(), origin: 'https://evil.example' } }),
    ],
  ];

  test.each(refusals)('%s is refused with one line', async (_, code, attack) => {
    await attack();
    const address = `198.51.100.${callers}`;
    expect(lines()).toMatchObject([{ level: 30, msg: 'refused', code, address, requestId: expect.any(String) }]);
    expect(SECRETS.filter((secret) => written.join('').includes(secret))).toEqual([]);
  });

  test('who has no right is named by id', async () => {
    const tokens = await api.tokenOf(member.userId);
    await api.call('GET', '/admin/users?search=Thandiswa', { token: tokens, headers: from() });
    await api.db('users').where({ userId: member.userId }).update({ tokenGeneration: 7 });
    await api.call('GET', '/admin/users', { token: tokens, headers: from() });
    expect(lines()).toMatchObject([
      { code: 'coordinators_only', userId: member.userId, path: '/admin/users' },
      { code: 'token_refused', userId: member.userId, path: '/admin/users' },
    ]);
    expect(SECRETS.filter((secret) => written.join('').includes(secret))).toEqual([]);
  });

  test('a limit that is reached is one line, however often', async () => {
    for (let tries = 0; tries < 40; tries += 1) await verify();
    expect(lines().map(({ code }) => code)).toEqual(['wrong_code', 'too_many_requests']);
  });

  test('what nobody needs to look at is no line', async () => {
    const as = (await buildVolunteer(api.db)).userId;
    await api.call('GET', '/me', { as, headers: from() });
    await api.call('GET', '/bookings/1', { as, headers: from() });
    await api.call('POST', '/reports', { as, body: {}, headers: from() });
    await api.call('GET', '/nothing', { headers: from() });
    expect(lines()).toEqual([]);
  });
});
