import { beforeEach, describe, expect, test } from 'vitest';
import { isOptedOut } from '#src/volunteers/numbers/opt-out.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { at, buildVolunteer } from '#test/support/build-roster.ts';
import { LARGE_TEST_KINDS } from '#test/support/databases.ts';
import { onApis } from '#test/support/on-both-apis.ts';
import { emptyWatch } from '#test/support/test-watch.ts';
import { textIn } from '#test/support/text-in.ts';

/** Somebody sends SMS with the number of a member. They never see what we answer: only the phone of the member does. */
onApis(LARGE_TEST_KINDS, (api) => {
  let ann: User;
  let carl: User;
  let thandi: User;
  let nomsa: User;

  beforeEach(async () => {
    await emptyWatch(api().db);
    api().clock.moveTo(at('2026-11-27T12:00'));
    ann = await buildVolunteer(api().db, { name: 'Ann Botha', role: 'coordinator' });
    carl = await buildVolunteer(api().db, { name: 'Carl Adams', role: 'coordinator' });
    thandi = await buildVolunteer(api().db, { name: 'Thandi Nkosi', ref: 'T5' });
    nomsa = await buildVolunteer(api().db, { name: 'Nomsa Dube', ref: 'N3', status: 'pending' });
  });

  const sms = async ({ phone }: User, ...texts: string[]) => {
    for (const body of texts) await textIn(api().services, phone ?? '', body);
  };
  const whatsapp = async ({ phone }: User, ...texts: string[]) => {
    for (const body of texts) await textIn(api().services, `whatsapp:${phone}`, body);
  };
  const statusOf = async ({ userId }: User): Promise<string> =>
    (await api().db('users').where({ userId }).first()).status;
  const lastTo = async ({ phone }: User) => (await api().queuedFor(phone ?? '')).at(-1)?.payload ?? '';

  describe.each([
    ['FORGET ME', () => thandi, () => thandi, 'active', 'left'],
    ['REMOVE T5', () => ann, () => thandi, 'active', 'suspended'],
    ['REFUSE N3', () => ann, () => nomsa, 'pending', 'suspended'],
  ] as const)('%s by SMS', (command, sender, victim, before, done) => {
    test('and a yes does nothing without the digits that the phone got', async () => {
      await sms(sender(), command, 'Y', 'yes', 'ja', 'yes, do it');
      expect(await statusOf(victim())).toBe(before);
      expect(await lastTo(sender())).toContain('Reply Y47');
    });

    test('cannot be guessed: after three wrong tries there is no question for a day, and the others know', async () => {
      for (let digits = 10; digits < 100; digits += 1) await sms(sender(), command, `Y${digits}`);
      expect(await statusOf(victim())).toBe(before);
      const told = (await api().queuedFor(carl.phone ?? '')).map(({ payload }) => payload).join();
      expect(told).toContain(`wrong digits three times from the number of ${sender().name}`);
      const answers = (await api().queuedFor(sender().phone ?? '')).map(({ payload }) => payload);
      expect(answers.filter((answer) => answer.includes('Reply Y47')).length).toBeLessThanOrEqual(5);

      api().clock.moveTo(at('2026-11-28T12:01'));
      await sms(sender(), command, 'Y47');
      expect(await statusOf(victim())).toBe(done);
    });

    test.each(['Y47', 'y 47', 'Y47.', '47', 'yes 47', 'ja, 47'])('is done with %j', async (answer) => {
      await sms(sender(), command, answer);
      expect(await statusOf(victim())).toBe(done);
    });

    test('is done with a plain yes on WhatsApp, where nobody can pretend to be somebody else', async () => {
      await whatsapp(sender(), command, 'Y');
      expect(await statusOf(victim())).toBe(done);
    });

    test('cannot say yes to a question that was asked on WhatsApp', async () => {
      await whatsapp(sender(), command);
      await sms(sender(), 'Y');
      expect(await statusOf(victim())).toBe(before);
      await sms(sender(), 'Y47');
      expect(await statusOf(victim())).toBe(done);
    });

    test('does not make a yes on WhatsApp, meant for something else, an answer', async () => {
      await sms(sender(), command);
      await whatsapp(sender(), 'Y');
      expect(await statusOf(victim())).toBe(before);
    });

    test('is left by a no', async () => {
      await sms(sender(), command, 'N47', 'Y47');
      expect(await statusOf(victim())).toBe(before);
    });
  });

  test('a new question does not give three more tries', async () => {
    await sms(thandi, 'FORGET ME', 'Y11', 'Y12', 'FORGET ME', 'Y13', 'FORGET ME', 'Y47');
    expect(await statusOf(thandi)).toBe('active');
  });

  test('words of danger at that question raise an alarm', async () => {
    await sms(thandi, 'FORGET ME', 'Y47 help they are shooting');
    expect(await statusOf(thandi)).toBe('active');
    expect(await lastTo(ann)).toContain('SOS case');
  });

  test('STOP is obeyed at once, and the other coordinators learn that our texts do not reach a coordinator', async () => {
    await sms(ann, 'STOP');
    expect(await api().services.transact((trx) => isOptedOut(trx, ann.phone ?? ''))).toBe(true);
    expect(await lastTo(carl)).toContain('Ann Botha');
  });
});
