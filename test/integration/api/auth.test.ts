import jwt from 'jsonwebtoken';
import { beforeEach, describe, expect, test } from 'vitest';
import { sendSignInCode, signIn } from '#src/actions/members/sign-in.ts';
import { deriveKey } from '#src/platform/derive-key.ts';
import { HOUR, MINUTE } from '#src/platform/duration.ts';
import { buildVolunteer } from '#test/support/build-roster.ts';
import { onBothApis } from '#test/support/on-both-apis.ts';

const SECRET = 'a secret for tests, and for nothing else';
const EVENING = new Date('2026-11-27T16:00:00Z');
const afterEvening = (duration: number) => new Date(EVENING.getTime() + duration);

let phones = 0;
function newPhone(): string {
  phones += 1;
  return `+2771${String(phones).padStart(7, '0')}`;
}

onBothApis((api) => {
  beforeEach(() => api().clock.moveTo(EVENING));

  const register = (phone: string, more = {}) => api().call('POST', '/auth/register', { body: { phone, ...more } });
  const verify = (phone: string, code: string) => api().call('POST', '/auth/verify', { body: { phone, code } });
  const codeFor = async (phone: string) => (await api().queuedFor(phone)).at(-1)?.payload.slice(0, 6) ?? '';
  const other = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

  async function signedUp(phone: string, more = {}): Promise<string> {
    await register(phone, more);
    const { body } = await verify(phone, await codeFor(phone));
    return (body as { token: string }).token;
  }

  describe('signing in', () => {
    test('a code is texted, proves the number, and the token opens the API', async () => {
      const phone = newPhone();
      const registered = await register(phone, { name: 'Thandi Nkosi' });
      expect(registered).toMatchObject({ status: 200, body: { message: expect.any(String) } });
      const [sent] = await api().queuedFor(phone);
      expect(sent).toMatchObject({ messageType: 'otp' });

      const verified = await verify(phone, await codeFor(phone));
      expect(verified).toMatchObject({ status: 200, body: { token: expect.any(String) } });
      const { token } = verified.body as { token: string };
      const me = await api().call('GET', '/me', { token });
      expect(me.body).toMatchObject({ phone, name: 'Thandi Nkosi', role: 'volunteer', status: 'active' });
    });

    test('the answer is the same for a known and an unknown number, with and without a name', async () => {
      const known = await buildVolunteer(api().db, { phone: newPhone() });
      const answers = [
        await register(known.phone ?? ''),
        await register(known.phone ?? '', { name: 'Somebody Else' }),
        await register(newPhone()),
        await register(newPhone(), { name: 'Somebody Else' }),
      ];
      for (const { status, body } of answers) expect({ status, body }).toEqual({ status: 200, body: answers[0]?.body });
    });

    test('the name counts only once the number is proved, and never renames a member', async () => {
      const phone = newPhone();
      await register(phone, { name: 'Thandi Nkosi' });
      expect(await api().db('users').where({ phone })).toEqual([]);
      const token = await signedUp(phone, { name: 'Thandi Nkosi' });
      const again = await signedUp(phone, { name: 'Somebody Else' });
      for (const each of [token, again]) {
        expect((await api().call('GET', '/me', { token: each })).body).toMatchObject({ name: 'Thandi Nkosi' });
      }
    });

    test('a code works once, and ends when a newer one goes out', async () => {
      const phone = newPhone();
      await register(phone);
      const first = await codeFor(phone);
      await register(phone);
      const second = await codeFor(phone);
      if (first !== second) expect((await verify(phone, first)).status).toBe(401);
      expect((await verify(phone, second)).status).toBe(200);
      expect(await verify(phone, second)).toMatchObject({ status: 401, body: { code: 'wrong_code' } });
    });

    test('two requests with the same right code make one token', async () => {
      const phone = newPhone();
      await register(phone);
      const code = await codeFor(phone);
      const answers = await Promise.all([verify(phone, code), verify(phone, code), verify(phone, code)]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401]);
    });

    test('a code expires', async () => {
      const phone = newPhone();
      await register(phone);
      const code = await codeFor(phone);
      api().clock.moveTo(afterEvening(11 * MINUTE));
      expect((await verify(phone, code)).status).toBe(401);
    });

    test('after three codes in ten minutes there is a pause', async () => {
      const phone = newPhone();
      for (let sent = 0; sent < 3; sent += 1) expect((await register(phone)).status).toBe(200);
      const refused = await register(phone);
      expect(refused).toMatchObject({ status: 429, body: { code: 'too_many_requests' } });
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(590);
      api().clock.moveTo(afterEvening(11 * MINUTE));
      expect((await register(phone)).status).toBe(200);
    });

    test('codes that are requested at the same moment are all counted', async () => {
      const phone = newPhone();
      const answers = await Promise.all(Array.from({ length: 8 }, () => register(phone)));
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(3);
      expect(answers.filter(({ status }) => status === 429)).toHaveLength(5);
      expect(await api().queuedFor(phone)).toHaveLength(3);
    });

    test('numbers of other countries get no code', async () => {
      const refused = await register('+447400123456');
      expect(refused).toMatchObject({ status: 400, body: { code: 'validation_failed' } });
      expect(refused.body).toMatchObject({ errors: [{ path: 'body.phone' }] });
      expect(await api().queuedFor('+447400123456')).toEqual([]);
    });

    test.each([
      [{}],
      [{ phone: 27821234567 }],
      [{ phone: '011 123 4567' }],
      [{ phone: '0821234567', name: '' }],
      [{ phone: '0821234567', name: '12' }],
      [{ phone: '0821234567', name: 'N'.repeat(41) }],
      [{ phone: '0821234567', role: 'coordinator' }],
      ['{"phone":'],
      ['[]'],
      ['"0821234567"'],
    ])('%j is refused', async (body) => {
      const refused = await api().call('POST', '/auth/register', { body });
      expect(refused.status).toBe(400);
      expect(refused.headers.get('content-type')).toContain('application/problem+json');
    });

    test.each([['12345'], ['1234567'], ['abcdef'], [123456], [null]])('the code %j is refused', async (code) => {
      const refused = await api().call('POST', '/auth/verify', { body: { phone: '0821234567', code } });
      expect(refused).toMatchObject({ status: 400, body: { errors: [{ path: 'body.code' }] } });
    });

    test('a name is stored as it may be shown', async () => {
      const token = await signedUp(newPhone(), { name: '  Thandi\u0000 \n\u202eNkosi ' });
      expect((await api().call('GET', '/me', { token })).body).toMatchObject({ name: 'Thandi Nkosi' });
    });
  });

  describe('wrong codes', () => {
    test('after five wrong codes even the right one must wait, also one that was sent later', async () => {
      const phone = newPhone();
      await register(phone);
      const code = await codeFor(phone);
      for (let tries = 0; tries < 5; tries += 1) expect((await verify(phone, other(code))).status).toBe(401);
      const refused = await verify(phone, code);
      expect(refused).toMatchObject({ status: 429, body: { code: 'too_many_requests' } });
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(590);

      await register(phone);
      expect((await verify(phone, await codeFor(phone))).status).toBe(429);
      api().clock.moveTo(afterEvening(11 * MINUTE));
      await register(phone);
      expect((await verify(phone, await codeFor(phone))).status).toBe(200);
    });

    test('they also count for a number that never requested a code', async () => {
      const phone = newPhone();
      const statuses: number[] = [];
      for (let tries = 0; tries < 6; tries += 1) statuses.push((await verify(phone, '123456')).status);
      expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);
    });

    test('codes that are tried at the same moment are all counted', async () => {
      const phone = newPhone();
      await register(phone);
      const wrong = other(await codeFor(phone));
      const answers = await Promise.all(Array.from({ length: 20 }, () => verify(phone, wrong)));
      expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
      expect(answers.filter(({ status }) => status === 429)).toHaveLength(15);
    });

    test('a right code resets the count', async () => {
      const phone = newPhone();
      for (let round = 0; round < 2; round += 1) {
        await register(phone);
        const code = await codeFor(phone);
        for (let tries = 0; tries < 4; tries += 1) await verify(phone, other(code));
        expect((await verify(phone, code)).status).toBe(200);
      }
    });

    test('a stranger elsewhere can neither lock the owner out nor end the code', async () => {
      const phone = newPhone();
      const { services } = api();
      await register(phone);
      const code = await codeFor(phone);
      const elsewhere = { phone, askedFrom: '203.0.113.9' };
      for (let sent = 0; sent < 4; sent += 1) {
        await services.transact((trx) =>
          sendSignInCode(trx, services.settings, { cause: `elsewhere:${sent}`, ...elsewhere }),
        );
      }
      for (let tries = 0; tries < 9; tries += 1) {
        await services.transact((trx) =>
          signIn(trx, services.settings, { cause: 'elsewhere', code: other(code), ...elsewhere }),
        );
      }
      expect((await verify(phone, code)).status).toBe(200);
    });

    test('are erased when they no longer count', async () => {
      await verify(newPhone(), '123456');
      api().clock.moveTo(afterEvening(HOUR));
      await api().services.retention.run(new AbortController().signal);
      expect(await api().db('wrong_codes').select()).toEqual([]);
    });
  });

  describe('a token', () => {
    const me = (token: string) => api().call('GET', '/me', { token });

    test('is valid until it expires', async () => {
      const user = await buildVolunteer(api().db, { phone: newPhone() });
      const token = await api().tokenOf(user.userId);
      api().clock.moveTo(afterEvening(167 * HOUR));
      expect((await me(token)).status).toBe(200);
      api().clock.moveTo(afterEvening(169 * HOUR));
      expect(await me(token)).toMatchObject({ status: 401, body: { code: 'token_refused' } });
    });

    test('of another algorithm, issuer, audience or key, without an end or without a proof, is refused', async () => {
      const user = await buildVolunteer(api().db, { phone: newPhone() });
      const iat = Math.floor(EVENING.getTime() / 1000);
      const times = { iat, auth_time: iat, exp: iat + 3600 };
      const claims = { gen: 0, sub: String(user.userId), iss: 'watchline', aud: 'watchline-api', ...times };
      const { exp, ...endless } = claims;
      const { aud, ...forAnything } = claims;
      const { auth_time, ...neverProved } = claims;
      const key = deriveKey(SECRET, 'access tokens');
      expect((await me(jwt.sign(claims, key))).status).toBe(200);
      const forged = [
        jwt.sign(claims, key, { algorithm: 'HS512' }),
        jwt.sign(claims, '', { algorithm: 'none' }),
        jwt.sign({ ...claims, iss: 'somebody' }, key),
        jwt.sign({ ...claims, aud: 'somebody' }, key),
        jwt.sign(forAnything, key),
        jwt.sign(neverProved, key),
        jwt.sign({ ...claims, sub: 'x' }, key),
        jwt.sign({ ...claims, gen: 1 }, key),
        jwt.sign(endless, key),
        jwt.sign(claims, SECRET),
        jwt.sign(claims, 'another secret, as long as the right one is'),
        'nonsense',
        '',
      ];
      for (const token of forged) expect((await me(token)).status).toBe(401);
    });

    test('logging out ends all tokens of the user', async () => {
      const user = await buildVolunteer(api().db, { phone: newPhone() });
      const tokens = [await api().tokenOf(user.userId), await api().tokenOf(user.userId)];
      expect((await api().call('POST', '/auth/logout', { token: tokens[0] ?? '' })).status).toBe(204);
      for (const token of tokens) expect((await me(token)).status).toBe(401);
      expect((await me(await api().tokenOf(user.userId))).status).toBe(200);
    });

    test.each(['suspended', 'left', 'unproved'] as const)('of a person who is %s ends at once', async (status) => {
      const user = await buildVolunteer(api().db, { phone: newPhone() });
      const token = await api().tokenOf(user.userId);
      await api().db('users').where({ userId: user.userId }).update({ status });
      expect(await me(token)).toMatchObject({ status: 401, body: { code: 'token_refused' } });
    });

    test('is not given to a suspended person', async () => {
      const phone = newPhone();
      await buildVolunteer(api().db, { phone, status: 'suspended' });
      await register(phone);
      expect(await verify(phone, await codeFor(phone))).toMatchObject({ status: 403, body: { code: 'not_yours' } });
    });
  });

  describe('a number from which we have not heard in a long time', () => {
    const unproved = { name: 'Thandi Nkosi', status: 'unproved', role: 'coordinator' } as const;

    test('is not signed in without a name', async () => {
      const phone = newPhone();
      await buildVolunteer(api().db, { phone, ...unproved });
      await register(phone);
      expect(await verify(phone, await codeFor(phone))).toMatchObject({ status: 403, body: { code: 'not_yours' } });
    });

    test('becomes a member again with the same name, but not a coordinator', async () => {
      const phone = newPhone();
      const { userId } = await buildVolunteer(api().db, { phone, ...unproved });
      await register(phone, { name: 'thandi nkosi' });
      expect((await verify(phone, await codeFor(phone))).status).toBe(200);
      const back = await api().db('users').where({ userId }).first();
      expect(back).toMatchObject({ status: 'active', role: 'volunteer', name: 'Thandi Nkosi' });
    });

    test('belongs to a newcomer if the name is different', async () => {
      const phone = newPhone();
      const { userId } = await buildVolunteer(api().db, { phone, ...unproved });
      await register(phone, { name: 'Lerato Molefe' });
      expect((await verify(phone, await codeFor(phone))).status).toBe(200);
      expect(await api().db('users').where({ userId }).first()).toMatchObject({ status: 'left' });
      const next = await api().db('users').where({ phone, status: 'active' }).first();
      expect(next).toMatchObject({ name: 'Lerato Molefe', role: 'volunteer' });
    });
  });

  test('the sign-in of a coordinator is told to the other coordinators only', async () => {
    const [one, two, volunteer] = [newPhone(), newPhone(), newPhone()];
    await buildVolunteer(api().db, { phone: one, name: 'Naledi Dube', role: 'coordinator' });
    await buildVolunteer(api().db, { phone: two, role: 'coordinator' });
    await buildVolunteer(api().db, { phone: volunteer });
    await signedUp(one);
    const told = await api().queuedFor(two);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({
      messageType: 'coordinator_notice',
      payload: expect.stringContaining('Naledi Dube'),
    });
    expect((await api().queuedFor(one)).map(({ messageType }) => messageType)).toEqual(['otp']);
    expect(await api().queuedFor(volunteer)).toEqual([]);
    await signedUp(volunteer);
    expect(await api().queuedFor(two)).toHaveLength(1);
  });
});

describe('under approval', () => {
  onBothApis(
    (api) => {
      test('a newcomer is signed in, but must wait for approval', async () => {
        const phone = newPhone();
        await api().call('POST', '/auth/register', { body: { phone, name: 'Thandi Nkosi' } });
        const code = (await api().queuedFor(phone))[0]?.payload.slice(0, 6);
        const { status, body } = await api().call('POST', '/auth/verify', { body: { phone, code } });
        expect(status).toBe(200);
        const { token } = body as { token: string };
        const refused = await api().call('GET', '/me', { token });
        expect(refused).toMatchObject({ status: 403, body: { code: 'awaiting_approval' } });
      });
    },
    { JOIN_POLICY: 'approval' },
  );
});
