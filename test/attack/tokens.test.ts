import jwt from 'jsonwebtoken';
import { beforeEach, describe, expect, test } from 'vitest';
import { forgetPerson } from '#src/actions/members/forget-person.ts';
import { requireNewProof } from '#src/actions/members/require-new-proof.ts';
import { deriveKey } from '#src/platform/derive-key.ts';
import { HOUR, SECOND } from '#src/platform/duration.ts';
import type { TestApi } from '#test/support/api.ts';
import { buildVolunteer } from '#test/support/build-roster.ts';
import { onBothApis } from '#test/support/on-both-apis.ts';

const EVENING = new Date('2026-11-27T16:00:00Z');

interface Ways {
  token: string;
  feed: string;
}

/** Whether each of them still opens the person's data. */
async function areOpen(api: TestApi, { token, feed }: Ways): Promise<boolean[]> {
  const answers = [await api.call('GET', '/me', { token }), await api.call('GET', feed)];
  return answers.map(({ status }) => status === 200);
}

onBothApis((api) => {
  beforeEach(() => api().clock.moveTo(EVENING));

  async function waysInOf(userId: number): Promise<Ways> {
    const token = await api().tokenOf(userId);
    const { body } = await api().call('POST', '/me/calendar', { token });
    return { token, feed: new URL((body as { url: string }).url).pathname };
  }

  describe('a phone that is in other hands', () => {
    const ask = async (method: string, path: string, body?: unknown) => {
      const { userId } = await buildVolunteer(api().db, { role: 'coordinator' });
      const { status } = await api().call(method, path, { as: userId, body });
      expect(status).toBe(200);
    };
    const change = (userId: number, body: unknown) => ask('PATCH', `/admin/users/${userId}`, body);
    const byAction = async (work: (tools: Pick<TestApi['services'], 'transact' | 'settings'>) => Promise<unknown>) =>
      void (await work(api().services));

    const ENDS: Record<string, (userId: number) => Promise<void>> = {
      'the number changes': (userId) => change(userId, { phone: `+2783${String(userId).padStart(7, '0')}` }),
      'the person is suspended': (userId) => change(userId, { status: 'suspended' }),
      'the person leaves': (userId) => ask('POST', `/admin/users/${userId}/leave`),
      'the person is erased': (userId) => ask('POST', `/admin/users/${userId}/forget`),
      'the person erases themselves by text': (userId) =>
        byAction(({ transact, settings }) =>
          transact(async (trx) => {
            const actor = await buildVolunteer(trx, { role: 'coordinator' });
            await forgetPerson(trx, settings, { cause: `erase:${userId}`, channel: 'text', actor, userId });
          }),
        ),
      'the number was silent for a long time': (userId) =>
        byAction(({ transact, settings }) =>
          transact(async (trx) => {
            const user = await trx('users').where({ userId }).first();
            expect(await requireNewProof(trx, settings, user)).toBe(true);
          }),
        ),
    };

    test.each(Object.keys(ENDS))('opens nothing any more once %s', async (when) => {
      const { userId } = await buildVolunteer(api().db);
      const ways = await waysInOf(userId);
      expect(await areOpen(api(), ways)).toEqual([true, true]);
      await ENDS[when]?.(userId);
      expect(await areOpen(api(), ways)).toEqual([false, false]);
    });

    test('opens nothing again once the person is admitted again', async () => {
      const { userId } = await buildVolunteer(api().db);
      const ways = await waysInOf(userId);
      await change(userId, { status: 'suspended' });
      await change(userId, { status: 'active' });
      expect(await areOpen(api(), ways)).toEqual([false, false]);
    });
  });

  describe('a token that was signed', () => {
    const claimsOf = (userId: number) => {
      const now = Math.floor(EVENING.getTime() / SECOND);
      const times = { iat: now, auth_time: now, exp: now + HOUR / SECOND };
      return { gen: 0, sub: String(userId), iss: 'watchline', aud: 'watchline-api', ...times };
    };
    const knock = async (token: string) => (await api().call('GET', '/me', { token })).status;

    test('for something else opens nothing', async () => {
      const { userId } = await buildVolunteer(api().db);
      const key = deriveKey(api().services.settings.secret, 'access tokens');
      const claims = claimsOf(userId);
      expect(await knock(jwt.sign(claims, key))).toBe(200);
      expect(await knock(jwt.sign({ ...claims, aud: 'console' }, key))).toBe(401);
      const { aud, ...forAnything } = claims;
      expect(await knock(jwt.sign(forAnything, key))).toBe(401);
    });

    test('with the secret itself, as earlier versions did, opens nothing', async () => {
      const { userId } = await buildVolunteer(api().db);
      expect(await knock(jwt.sign(claimsOf(userId), api().services.settings.secret))).toBe(401);
    });
  });
});
