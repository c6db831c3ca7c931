import { beforeEach, describe, expect, test } from 'vitest';
import { MINUTE } from '#src/platform/duration.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { buildVolunteer } from '#test/support/build-roster.ts';
import { codeIn } from '#test/support/code-in.ts';
import { onBothApis } from '#test/support/on-both-apis.ts';

const EVENING = new Date('2026-11-27T16:00:00Z');
/** A request of a coordinator about this person, who is a member. */
type Deed = (about: User) => { method: string; path: string; body?: unknown };

let phones = 0;
function newPhone(): string {
  phones += 1;
  return `+2773${String(phones).padStart(7, '0')}`;
}

const change = ({ userId }: User, body: unknown) => ({ method: 'PATCH', path: `/admin/users/${userId}`, body });
const GUARDED: Record<string, Deed> = {
  'an export': ({ userId }) => ({ method: 'GET', path: `/admin/users/${userId}/export` }),
  'an erasure': ({ userId }) => ({ method: 'POST', path: `/admin/users/${userId}/forget` }),
  'a promotion': (about) => change(about, { role: 'coordinator' }),
  'a new coordinator': () => ({
    method: 'POST',
    path: '/admin/users',
    body: { name: 'Lerato Molefe', phone: newPhone(), role: 'coordinator' },
  }),
  'another number': (about) => change(about, { phone: newPhone() }),
  'an announcement': () => ({ method: 'POST', path: '/admin/broadcasts', body: { audience: 'all', body: 'Hello' } }),
};
const FREE: Record<string, Deed> = {
  'another name': (about) => change(about, { name: 'Thandi Dube' }),
  'a suspension': (about) => change(about, { status: 'suspended' }),
  'a new member': () => ({ method: 'POST', path: '/admin/users', body: { name: 'Sipho Dlamini', phone: newPhone() } }),
  'the preview of an announcement': () => ({
    method: 'POST',
    path: '/admin/broadcasts/preview',
    body: { audience: 'all', body: 'Hello' },
  }),
};

onBothApis((api) => {
  beforeEach(() => api().clock.moveTo(EVENING));
  const later = (minutes: number) => api().clock.moveTo(new Date(api().clock.now().getTime() + minutes * MINUTE));

  async function proveNumber(phone: string, token?: string): Promise<string> {
    expect((await api().call('POST', '/auth/register', { body: { phone } })).status).toBe(200);
    const code = codeIn((await api().queuedFor(phone)).filter(({ messageType }) => messageType === 'otp').at(-1));
    const proved = await api().call('POST', '/auth/verify', {
      body: { phone, code },
      ...(token !== undefined && { token }),
    });
    expect(proved.status).toBe(200);
    return (proved.body as { token: string }).token;
  }

  async function coordinator(): Promise<{ phone: string; token: string }> {
    const phone = newPhone();
    const { userId } = await buildVolunteer(api().db, { phone, role: 'coordinator' });
    return { phone, token: await api().tokenOf(userId) };
  }

  describe('whoever finds the phone of a coordinator, signed in since this morning,', () => {
    test.each(Object.entries(GUARDED))('cannot ask for %s without a new code', async (_, deedFor) => {
      const { phone, token } = await coordinator();
      const deed = deedFor(await buildVolunteer(api().db));
      const ask = (held: string) => api().call(deed.method, deed.path, { token: held, body: deed.body });
      later(10);
      const before = await api().db('auditEvents').count({ rows: '*' });
      const refused = await ask(token);
      expect(refused).toMatchObject({
        status: 403,
        body: { code: 'fresh_proof_needed', detail: expect.stringContaining('/auth/verify') },
      });
      expect(await api().db('auditEvents').count({ rows: '*' })).toEqual(before);

      const fresh = await proveNumber(phone, token);
      later(9);
      expect((await ask(fresh)).status).toBeLessThan(300);
    });

    test.each(Object.entries(FREE))('is still asked for no code before %s', async (_, deedFor) => {
      const { token } = await coordinator();
      const deed = deedFor(await buildVolunteer(api().db));
      later(600);
      expect((await api().call(deed.method, deed.path, { token, body: deed.body })).status).toBeLessThan(300);
    });
  });

  test('a repeat of a request that was answered needs a fresh proof too', async () => {
    const { token } = await coordinator();
    const { userId } = await buildVolunteer(api().db);
    const forget = () =>
      api().call('POST', `/admin/users/${userId}/forget`, { token, headers: { 'idempotency-key': 'forget-1' } });
    expect((await forget()).status).toBe(200);
    later(11);
    expect(await forget()).toMatchObject({ status: 403, body: { code: 'fresh_proof_needed' } });
  });

  test('a stranger does not learn that a proof is asked for', async () => {
    const { userId } = await buildVolunteer(api().db);
    const token = await api().tokenOf(userId);
    later(11);
    const refused = await api().call('GET', `/admin/users/${userId}/export`, { token });
    expect(refused).toMatchObject({ status: 403, body: { code: 'coordinators_only' } });
  });

  test('the other coordinators are told of a sign-in, and not of each fresh proof', async () => {
    const other = await buildVolunteer(api().db, { phone: newPhone(), role: 'coordinator' });
    const toldOfSignIns = async () =>
      (await api().queuedFor(other.phone ?? '')).filter(({ payload }) => payload.includes('signed in')).length;
    const { phone } = await coordinator();
    const token = await proveNumber(phone);
    expect(await toldOfSignIns()).toBe(1);
    await proveNumber(phone, token);
    expect(await toldOfSignIns()).toBe(1);
    await proveNumber(phone, (await coordinator()).token);
    expect(await toldOfSignIns()).toBe(2);
  });
});
