import { beforeEach, describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '#src/platform/duration.ts';
import { eraseNumber } from '#src/volunteers/numbers/erase-number.ts';
import type { User } from '#src/volunteers/people/user.ts';
import type { ApiAnswer } from '#test/support/api.ts';
import { buildVolunteer } from '#test/support/build-roster.ts';
import { codeIn } from '#test/support/code-in.ts';
import { LARGE_TEST_KINDS } from '#test/support/databases.ts';
import { onApis } from '#test/support/on-both-apis.ts';
import { textIn } from '#test/support/text-in.ts';

const LIMITS = {
  TRUSTED_PROXIES: '127.0.0.0/8',
  CODES_PER_HOUR: '30',
  CODES_PER_ADDRESS_AND_HOUR: '6',
  CODES_PER_PHONE_AND_HOUR: '15',
};

let made = 0;
function newPhone(): string {
  made += 1;
  return `+2774${String(made).padStart(7, '0')}`;
}
function newAddress(): string {
  made += 1;
  return `198.51.${Math.floor(made / 250)}.${made % 250}`;
}

onApis(
  LARGE_TEST_KINDS,
  (api) => {
    const later = (duration: number) => api().clock.moveTo(new Date(api().clock.now().getTime() + duration));
    // what is counted counts for a day at most
    beforeEach(() => later(2 * DAY));

    const from = (address: string) => ({ headers: { 'x-forwarded-for': address } });
    const register = (phone: string, address: string, more = {}) =>
      api().call('POST', '/auth/register', { body: { phone, ...more }, ...from(address) });
    const verify = (phone: string, code: string, address: string) =>
      api().call('POST', '/auth/verify', { body: { phone, code }, ...from(address) });
    const textsTo = async (phone: string, type: string) =>
      (await api().queuedFor(phone)).filter(({ messageType }) => messageType === type);
    const codesFor = async (phone: string) => (await textsTo(phone, 'otp')).length;
    const codesOfTheHour = async () => {
      const since = new Date(api().clock.now().getTime() - HOUR);
      return (await api().db('outbox').where({ messageType: 'otp' }).where('createdAt', '>', since)).length;
    };
    const lastCode = async (phone: string) => codeIn((await textsTo(phone, 'otp')).at(-1));
    const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');
    const member = async (given: Partial<User> = {}) => {
      const user = await buildVolunteer(api().db, { phone: newPhone(), ...given });
      return { ...user, phone: user.phone ?? '' };
    };
    const said = ({ status, body }: ApiAnswer) => ({ status, body });

    describe('somebody who does not have the phone', () => {
      test('locks nobody out with requests that are refused', async () => {
        const [{ phone }, address] = [await member(), newAddress()];
        for (let sent = 0; sent < 24; sent += 1) {
          expect((await register(phone, address, { nonsense: 1 })).status).toBe(400);
        }
        expect((await register(phone, newAddress())).status).toBe(200);
        expect((await register(phone, address)).status).toBe(200);
        expect(await codesFor(phone)).toBe(2);
      });

      test('gets a third of the codes for a number from one address, however slowly they ask', async () => {
        const [{ phone }, address] = [await member(), newAddress()];
        const statuses: number[] = [];
        for (let sent = 0; sent < 7; sent += 1) {
          statuses.push((await register(phone, address)).status);
          later(5 * MINUTE);
        }
        expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429]);
        expect((await register(phone, newAddress())).status).toBe(200);
      });

      test('locks no member out from five addresses', async () => {
        const addresses = Array.from({ length: 5 }, newAddress);
        for (const address of addresses) {
          for (let sent = 0; sent < 6; sent += 1) expect((await register(newPhone(), address)).status).toBe(200);
          expect((await register(newPhone(), address)).status).toBe(429);
        }
        // two thirds of 30
        expect(await codesOfTheHour()).toBe(20);
        for (let members = 0; members < 10; members += 1) {
          const { phone } = await member();
          expect((await register(phone, newAddress())).status).toBe(200);
          expect(await codesFor(phone)).toBe(1);
        }
        const last = await register((await member()).phone, newAddress());
        expect(last).toMatchObject({ status: 429, body: { code: 'too_many_requests' } });
        expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(3500);
      });

      test('locks no member out from five addresses with the numbers of members either', async () => {
        for (let address = 0; address < 5; address += 1) {
          const one = newAddress();
          for (let sent = 0; sent < 6; sent += 1) await register((await member()).phone, one);
        }
        const { phone } = await member();
        expect((await register(phone, newAddress())).status).toBe(200);
        expect(await codesFor(phone)).toBe(1);
      });

      test('learns from no answer who is a member while codes are kept for members', async () => {
        for (let sent = 0; sent < 20; sent += 1) await register(newPhone(), newAddress());
        const [{ phone: known }, unknown] = [await member(), newPhone()];
        const [one, other] = [newAddress(), newAddress()];
        for (let sent = 0; sent < 4; sent += 1) {
          expect(said(await register(unknown, one))).toEqual(said(await register(known, other)));
        }
        for (let tries = 0; tries < 6; tries += 1) {
          expect(said(await verify(unknown, '000000', one))).toEqual(said(await verify(known, '000000', other)));
        }
        expect([await codesFor(known), await codesFor(unknown)]).toEqual([3, 0]);
        later(DAY + MINUTE);
        await api().services.retention.run(new AbortController().signal);
        expect(await api().db('one_time_codes').where({ isWithheld: true })).toEqual([]);
      });

      test('gets no more codes with requests at the same moment', async () => {
        const asked = Array.from({ length: 40 }, () => register(newPhone(), newAddress()));
        expect((await Promise.all(asked)).every(({ status }) => status === 200)).toBe(true);
        expect(await codesOfTheHour()).toBe(20);
      });

      test('gets no more codes by having their own number erased', async () => {
        for (let sent = 0; sent < 20; sent += 1) await register(newPhone(), newAddress());
        await api().services.transact(async (trx) => {
          const { secret, clock } = api().services.settings;
          const phones = await trx('one_time_codes').whereNot({ phone: '' }).pluck('phone');
          for (const phone of phones) await eraseNumber(trx, { secret, now: clock.now(), nameless: 'Somebody' }, phone);
        });
        const phone = newPhone();
        await register(phone, newAddress());
        expect(await codesFor(phone)).toBe(0);
      });
    });

    describe('many machines that guess the code of one number', () => {
      /** Each address asks for a code of its own and types five wrong ones, until it is refused. */
      async function guessUntilPaused(phone: string): Promise<{ guesses: number; refusal: ApiAnswer }> {
        for (let guesses = 0; ; ) {
          const address = newAddress();
          const registered = await register(phone, address);
          if (registered.status !== 200) return { guesses, refusal: registered };
          for (let tries = 0; tries < 5; tries += 1) {
            const tried = await verify(phone, '000000', address);
            if (tried.status !== 401) return { guesses, refusal: tried };
            guesses += 1;
          }
          later(MINUTE);
        }
      }

      test('are stopped after twenty wrong codes, and the people concerned are told once', async () => {
        const owner = await member({ name: 'Naledi Dube', role: 'coordinator' });
        const other = await member({ role: 'coordinator' });
        const home = newAddress();
        await register(owner.phone, home);
        const own = await lastCode(owner.phone);
        const { guesses, refusal } = await guessUntilPaused(owner.phone);
        expect(guesses).toBe(20);
        expect(refusal).toMatchObject({ status: 429, body: { code: 'sign_in_paused' } });
        expect(Number(refusal.headers.get('retry-after'))).toBeGreaterThan(23 * 3600);
        // nobody knows who types the right code now
        expect((await verify(owner.phone, own, home)).status).toBe(429);

        const told = async ({ phone }: { phone: string }) =>
          (await api().queuedFor(phone)).map(({ payload }) => payload).filter((text) => text.includes('guessing'));
        expect(await told(owner)).toEqual([expect.stringContaining('your sign-in codes')]);
        expect(await told(other)).toEqual([expect.stringContaining('Naledi Dube')]);
        later(HOUR);
        await guessUntilPaused(owner.phone);
        expect([(await told(owner)).length, (await told(other)).length]).toEqual([1, 1]);
        const audited = await api()
          .db('auditEvents')
          .where({ subject: `user:${owner.userId}` });
        expect(audited.map(({ action }) => action)).toEqual(['user.pause_sign_in']);

        later(DAY);
        const address = newAddress();
        await register(owner.phone, address);
        expect((await verify(owner.phone, await lastCode(owner.phone), address)).status).toBe(200);
      });

      test('do not stop the owner from texting', async () => {
        const { phone } = await member();
        await guessUntilPaused(phone);
        await textIn(api().services, phone, 'my');
        expect(await textsTo(phone, 'answer')).toHaveLength(1);
      });

      test('learn nothing about a number that is not a member', async () => {
        const ann = await member({ role: 'coordinator' });
        const [known, unknown] = [await guessUntilPaused((await member()).phone), await guessUntilPaused(newPhone())];
        expect(unknown.guesses).toBe(known.guesses);
        expect(said(unknown.refusal)).toEqual(said(known.refusal));
        expect(await textsTo(ann.phone, 'coordinator_notice')).toHaveLength(1);
      });

      test('fill no phone of a coordinator when they guess for everybody', async () => {
        const ann = await member({ role: 'coordinator' });
        for (let members = 0; members < 4; members += 1) await guessUntilPaused((await member()).phone);
        expect((await textsTo(ann.phone, 'coordinator_notice')).length).toBeLessThanOrEqual(2);
      });

      test('pause nobody without a code that they could have guessed', async () => {
        const { phone } = await member();
        for (let address = 0; address < 6; address += 1) {
          const one = newAddress();
          for (let tries = 0; tries < 5; tries += 1) expect((await verify(phone, '000000', one)).status).toBe(401);
        }
        expect((await register(phone, newAddress())).status).toBe(200);
      });

      test('are not the owner, who mistypes and then gets it right', async () => {
        const { phone } = await member();
        const address = newAddress();
        for (let round = 0; round < 6; round += 1) {
          expect((await register(phone, address)).status).toBe(200);
          const code = await lastCode(phone);
          for (let tries = 0; tries < 4; tries += 1) await verify(phone, wrong(code), address);
          expect((await verify(phone, code, address)).status).toBe(200);
          later(15 * MINUTE);
        }
      });
    });
  },
  LIMITS,
);
