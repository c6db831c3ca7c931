import { beforeEach, describe, expect, test } from 'vitest';
import { NAME_RULE, REASON_RULE } from '#src/volunteers/people/given-words.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { at, buildSchedule, buildVolunteer } from '#test/support/build-roster.ts';
import { onBothApis } from '#test/support/on-both-apis.ts';
import { emptyWatch } from '#test/support/test-watch.ts';
import { textIn } from '#test/support/text-in.ts';

const LINK = 'http://evil.co/p Bank';
const START = '2026-11-28T00:00:00+02:00';

/** A member writes a link, a number or a code where others read a name or a reason, in a text from the watch's number. */
onBothApis((api) => {
  let ann: User;
  let thandi: User;
  let sipho: User;
  let scheduleId: number;

  beforeEach(async () => {
    await emptyWatch(api().db);
    api().clock.moveTo(at('2026-11-27T12:00'));
    ann = await buildVolunteer(api().db, { name: 'Ann Botha', role: 'coordinator' });
    thandi = await buildVolunteer(api().db, { name: 'Thandi Nkosi' });
    sipho = await buildVolunteer(api().db, { name: 'Sipho Mokoena' });
    ({ scheduleId } = await buildSchedule(api().db));
  });

  const book = (more: object) =>
    api().call('POST', '/bookings', {
      as: thandi.userId,
      body: { schedule_id: scheduleId, start_time: START, ...more },
    });

  describe('the API', () => {
    test.each([
      LINK,
      'evil.co',
      'Thandi 083 200 1001',
      'Code 482913',
      'a@evil.co',
      'Bank。co',
      '\u3164',
      `a${'\u0301'.repeat(9)}`,
    ])('takes %j for no name', async (name) => {
      const { userId } = thandi;
      const requests = [
        api().call('PATCH', '/me', { as: userId, body: { name } }),
        api().call('POST', '/auth/register', { body: { phone: '+27839990001', name } }),
        api().call('POST', '/admin/users', { as: ann.userId, body: { phone: '+27839990002', name } }),
        api().call('PATCH', `/admin/users/${userId}`, { as: ann.userId, body: { name } }),
      ];
      for (const answer of await Promise.all(requests)) {
        expect(answer).toMatchObject({ status: 400, body: { errors: [{ path: 'body.name', message: NAME_RULE }] } });
      }
      const assigned = { user_id: userId, schedule_id: scheduleId, start_time: START, buddy_name: name };
      for (const answer of [
        await book({ buddy_name: name }),
        await api().call('POST', '/admin/bookings', { as: ann.userId, body: assigned }),
      ]) {
        const errors = [{ path: 'body.buddy_name', message: NAME_RULE }];
        expect(answer).toMatchObject({ status: 400, body: { errors } });
      }
      expect(await api().db('users').where({ name })).toEqual([]);
    });

    test('takes every real name, without what nobody sees', async () => {
      for (const name of ['J. P. Nkosi', "D'Arcy", 'Nosipho-Anne', 'Ng', 'Ésperance', '’Mampho Tau', 'नरेंद्र']) {
        const renamed = await api().call('PATCH', '/me', { as: thandi.userId, body: { name: `\u202a${name}\u202c` } });
        expect(renamed).toMatchObject({ status: 200, body: { name } });
      }
    });

    test.each([`see ${LINK}`, 'phone 083 200 1001', 'code 482 913', 'ev\u200bil.c\u200bo'])(
      'takes %j for no reason',
      async (reason) => {
        const { body } = await book({ buddy_phone: sipho.phone });
        const { booking_id: id } = body as { booking_id: number };
        const before = await api().queuedFor(sipho.phone ?? '');
        const skip = { skip: '2026-11-28', reason };
        for (const answer of [
          await drop(`/bookings/${id}`, thandi, reason),
          await drop(`/admin/bookings/${id}`, ann, reason),
          await api().call('POST', `/admin/schedules/${scheduleId}/exceptions`, { as: ann.userId, body: skip }),
        ]) {
          const errors = [{ path: expect.stringMatching(/^\w+\.reason$/), message: REASON_RULE }];
          expect(answer).toMatchObject({ status: 400, body: { errors } });
        }
        expect(await api().queuedFor(sipho.phone ?? '')).toEqual(before);
      },
    );
  });

  const drop = (path: string, { userId: as }: User, reason: string) =>
    api().call('DELETE', path, { as, body: { reason } });

  test('by text, a link becomes nobody’s name, and is passed on as no reason', async () => {
    const phone = thandi.phone ?? '';
    const { body } = await book({ buddy_phone: sipho.phone });
    const { ref } = body as { ref: string };
    for (const words of [
      `name ${LINK}`,
      'NAME evil.co',
      `buddy ${ref} ${LINK}`,
      `buddy ${ref} evil.co`,
      `drop ${ref} see ${LINK}`,
      'drop',
    ]) {
      await textIn(api().services, phone, words);
    }
    const names = await api().db('users').select('name');
    expect(names.map(({ name }) => name).sort()).toEqual(['Ann Botha', 'Sipho Mokoena', 'Thandi Nkosi']);
    const told = (await api().queuedFor(sipho.phone ?? '')).map(({ payload }) => payload);
    expect(told.some((text) => text.includes(`can't come on Sat 28 Nov 00:00-02:00 (${ref}). `))).toBe(true);
    expect(told.filter((text) => text.includes('evil'))).toEqual([]);
    const answers = (await api().queuedFor(phone)).map(({ payload }) => payload);
    expect(answers.at(-1)).toContain('nobody got your reason');
  });
});
