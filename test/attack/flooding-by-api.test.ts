import { beforeEach, describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '#src/platform/duration.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { emptyApi } from '#test/support/admin.ts';
import { at, buildSchedule, buildVolunteer } from '#test/support/build-roster.ts';
import { LARGE_TEST_KINDS } from '#test/support/databases.ts';
import { onApis } from '#test/support/on-both-apis.ts';

const MOST = 25;
const KEPT_FOR_ALARMS = 3;

describe('the API', () => {
  onApis(LARGE_TEST_KINDS, (api) => {
    let ann: User;
    let carl: User;
    beforeEach(async () => {
      await emptyApi(api());
      api().clock.moveTo(at('2026-11-27T18:00'));
      ann = await buildVolunteer(api().db, { name: 'Ann Botha', role: 'coordinator' });
      carl = await buildVolunteer(api().db, { name: 'Carl Smit', role: 'coordinator' });
    });

    const later = (milliseconds: number) => api().clock.moveTo(new Date(api().clock.now().getTime() + milliseconds));

    async function toldTo({ phone }: User) {
      const rows: { payload: string; summaryOf: string | null }[] = await api()
        .db('outbox')
        .where({ identity: phone })
        .whereNot({ status: 'cancelled' })
        .orderBy('outboxId');
      const summaries = rows.filter(({ summaryOf }) => summaryOf);
      const counted = summaries.reduce((sum, { summaryOf }) => sum + JSON.parse(summaryOf ?? '').count, 0);
      return { alone: rows.filter(({ summaryOf }) => !summaryOf), summaries, counted };
    }

    it('turns 150 incidents of a member into 25 texts to a coordinator, and one more a minute', async () => {
      const { userId } = await buildVolunteer(api().db, { name: 'Thandi Nkosi' });
      const token = await api().tokenOf(userId);
      for (let batch = 0; batch < 15; batch += 1) {
        const body = { severity: 2, message: `men at the gate ${batch}` };
        const answers = await Promise.all(
          Array.from({ length: 10 }, () => api().call('POST', '/reports', { token, body })),
        );
        expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(201));
        later(SECOND / 5);
      }
      for (const coordinator of [ann, carl]) {
        const { alone, summaries, counted } = await toldTo(coordinator);
        expect(alone).toHaveLength(MOST);
        expect(summaries).toHaveLength(2);
        expect(counted).toBe(150 - MOST);
      }
      expect(await api().db('reports')).toHaveLength(150);
    });

    it('booking and dropping 40 times sends the buddy 25 texts at most', async () => {
      const { scheduleId } = await buildSchedule(api().db);
      const booker = await buildVolunteer(api().db, { name: 'Sipho Mokoena' });
      const victim = await buildVolunteer(api().db, { name: 'Nomsa Dlamini' });
      const token = await api().tokenOf(booker.userId);
      const start = { schedule_id: scheduleId, start_time: '2026-11-29T00:00:00+02:00' };
      for (let count = 0; count < 40; count += 1) {
        const body = { ...start, buddy_phone: victim.phone };
        const booked = await api().call('POST', '/bookings', { token, body });
        expect(booked.status).toBe(201);
        const { booking_id: id } = booked.body as { booking_id: number };
        expect((await api().call('DELETE', `/bookings/${id}`, { token })).status).toBe(204);
      }
      const { alone, counted } = await toldTo(victim);
      expect(alone).toHaveLength(MOST - KEPT_FOR_ALARMS);
      expect(counted).toBe(80 - alone.length);
    });

    it('a coordinator writes 25 texts to a person in ten minutes at most', async () => {
      const thandi = await buildVolunteer(api().db, { name: 'Thandi Nkosi' });
      const write = async () => {
        const body = { user_id: thandi.userId, body: 'Are you there?' };
        return (await api().call('POST', '/admin/messages', { as: ann.userId, body })).status;
      };
      const statuses: number[] = [];
      for (let count = 0; count < 30; count += 1) statuses.push(await write());
      const sent = statuses.filter((status) => status === 201).length;
      expect(sent).toBe(MOST - KEPT_FOR_ALARMS);
      expect(statuses.slice(sent)).toEqual(Array(30 - sent).fill(429));
      later(10 * MINUTE);
      expect(await write()).toBe(201);
    });

    it('of 30 announcements in a row one is sent, and the other coordinators know who sent it', async () => {
      const thandi = await buildVolunteer(api().db, { name: 'Thandi Nkosi' });
      const announce = (n: number) =>
        api().call('POST', '/admin/broadcasts', { as: ann.userId, body: { audience: 'all', body: `Pay here: ${n}` } });
      const answers = await Promise.all(Array.from({ length: 30 }, (_, n) => announce(n)));
      expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(29).fill(429)]);
      const refused = answers.find(({ status }) => status === 429);
      expect(refused?.headers.get('retry-after')).toBe('60');
      expect((await toldTo(thandi)).alone).toHaveLength(1);
      const told = (await toldTo(carl)).alone.map(({ payload }) => payload);
      expect(told).toContainEqual(
        expect.stringMatching(/^Ann \(coordinator\) sends an announcement to 3 people: "Pay here: \d+"$/),
      );
      later(MINUTE);
      expect((await announce(31)).status).toBe(201);
    });

    it('another coordinator can cancel what has not left', async () => {
      const people = [];
      for (const name of ['Thandi Nkosi', 'Sipho Mokoena']) people.push(await buildVolunteer(api().db, { name }));
      await api().call('POST', '/admin/broadcasts', { as: ann.userId, body: { audience: 'all', body: 'Pay here' } });
      const [gone] = people;
      await api().db('outbox').where({ identity: gone?.phone }).update({ status: 'sent' });
      const listed = await api().call('GET', '/admin/broadcasts', { as: carl.userId });
      const [{ id }] = (listed.body as { items: { id: number }[] }).items as [{ id: number }];
      expect(listed.body).toMatchObject({ items: [{ written_by: ann.userId, audience: 'all', body: 'Pay here' }] });
      const cancel = () => api().call('POST', `/admin/broadcasts/${id}/cancel`, { as: carl.userId });
      // Carl, Ann and Sipho do not get it
      expect((await cancel()).body).toEqual({ id, cancelled: 3 });
      expect((await toldTo(ann)).alone.map(({ payload }) => payload)).toEqual([
        'Carl (coordinator) cancelled an announcement. 3 people will not get it: "Pay here"',
      ]);
      expect((await cancel()).body).toEqual({ id, cancelled: 0 });
      expect((await toldTo(ann)).alone).toHaveLength(1);
      expect((await api().call('POST', '/admin/broadcasts/999999/cancel', { as: carl.userId })).status).toBe(404);
    });
  });
});
