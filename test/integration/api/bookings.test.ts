import { beforeEach, describe, expect, test } from 'vitest';
import type { User } from '#src/volunteers/people/user.ts';
import { at, buildSchedule, buildVolunteer } from '#test/support/build-roster.ts';
import { onBothApis } from '#test/support/on-both-apis.ts';

const NIGHT = '2026-11-28T00:00:00+02:00';

interface Booked {
  booking_id: number;
  ref: string;
}

onBothApis((api) => {
  let scheduleId: number;
  let thandi: User;
  let sipho: User;

  beforeEach(async () => {
    api().clock.moveTo(at('2026-11-27T18:00'));
    ({ scheduleId } = await buildSchedule(api().db, { meetingPlace: 'Corner of Oak and 3rd' }));
    thandi = await buildVolunteer(api().db, { name: 'Thandi Nkosi' });
    sipho = await buildVolunteer(api().db, { name: 'Sipho Mokoena' });
  });

  const book = (by: User, body: object = {}) =>
    api().call('POST', '/bookings', {
      as: by.userId,
      body: { schedule_id: scheduleId, start_time: NIGHT, ...body },
    });
  const booked = async (by: User, body: object = {}) => {
    const answer = await book(by, body);
    expect(answer.status).toBe(201);
    return answer.body as Booked;
  };
  const show = (by: User, id: number | string) => api().call('GET', `/bookings/${id}`, { as: by.userId });
  const drop = (by: User, id: number | string, { query = '', body }: { query?: string; body?: object } = {}) =>
    api().call('DELETE', `/bookings/${id}${query}`, { as: by.userId, body });
  const textsTo = (user: User) => api().queuedFor(user.phone ?? '');

  describe('booking', () => {
    test('a slot is booked, and confirmed by text once', async () => {
      const { body } = await book(thandi, { buddy_name: 'Lerato' });
      expect(body).toEqual({
        booking_id: expect.any(Number),
        ref: expect.stringMatching(/^[A-Z]\d+$/),
        user_id: thandi.userId,
        booker_name: 'Thandi N',
        part: 'booker',
        schedule_id: scheduleId,
        schedule_name: 'Patrol',
        shift_start: '2026-11-27T22:00:00.000Z',
        shift_end: '2026-11-28T00:00:00.000Z',
        timezone: 'Africa/Johannesburg',
        when: 'Sat 28 Nov 2026 00:00-02:00 (Fri night)',
        meeting_place: 'Corner of Oak and 3rd',
        buddy_user_id: null,
        buddy_name: 'Lerato',
        buddy_phone: null,
        buddy_confirmed: null,
        attended: false,
        checked_in_at: null,
        checked_out_at: null,
        created_at: expect.any(String),
      });
      const { ref } = body as Booked;
      const [confirmation, ...others] = await textsTo(thandi);
      expect(confirmation?.messageType).toBe('booking_confirmation');
      expect(confirmation?.payload).toContain('Booked: Sat 28 Nov 00:00-02:00 (Fri night) with Lerato.');
      expect(confirmation?.payload).toContain(`Meet: Corner of Oak and 3rd. Ref ${ref}.`);
      expect(others).toEqual([]);
    });

    test('a member who books alone is told how to name a buddy', async () => {
      const { ref } = await booked(thandi);
      const [confirmation, ...others] = await textsTo(thandi);
      expect(confirmation?.payload).toContain(`Booked, no buddy: Sat 28 Nov 00:00-02:00 (Fri night).`);
      expect(confirmation?.payload).toContain(`BUDDY ${ref}`);
      expect(others).toEqual([]);
    });

    test("a member's number links that member under their own name, and tells them", async () => {
      const { booking_id } = await booked(thandi, { buddy_phone: sipho.phone, buddy_name: 'Sippie' });
      const mine = (await show(thandi, booking_id)).body;
      expect(mine).toMatchObject({ buddy_user_id: sipho.userId, buddy_name: 'Sipho M', buddy_phone: null });
      const theirs = (await show(sipho, booking_id)).body;
      expect(theirs).toMatchObject({ part: 'buddy', booker_name: 'Thandi N', buddy_phone: null });
      expect(JSON.stringify([mine, theirs])).not.toContain('+27');
      expect(await textsTo(sipho)).toMatchObject([{ messageType: 'shift_notice' }]);
    });

    test("a stranger's number is kept, in any spelling, shown to the booker only and never texted", async () => {
      const { booking_id } = await booked(thandi, { buddy_phone: '083 200 1001' });
      expect((await show(thandi, booking_id)).body).toMatchObject({ buddy_phone: '+27832001001', buddy_name: null });
      expect(await api().queuedFor('+27832001001')).toEqual([]);
    });

    test('the same instant in another offset is the same slot', async () => {
      await booked(thandi);
      for (const start_time of ['2026-11-27T22:00:00Z', '2026-11-27T17:00:00-05:00', '2026-11-28T03:30:00.000+05:30']) {
        expect(await book(sipho, { start_time })).toMatchObject({ status: 409, body: { code: 'slot_taken' } });
      }
    });

    test('a taken slot is refused, also to its booker', async () => {
      await booked(thandi);
      expect(await book(sipho)).toMatchObject({ status: 409, body: { code: 'slot_taken' } });
      expect(await book(thandi)).toMatchObject({ status: 409, body: { code: 'slot_taken' } });
      expect(await textsTo(thandi)).toHaveLength(1);
      expect(await textsTo(sipho)).toEqual([]);
    });

    test('a shift of two slots takes two', async () => {
      await api().db('schedules').where({ scheduleId }).update({ capacity: 2 });
      const third = await buildVolunteer(api().db);
      await booked(thandi);
      await booked(sipho);
      expect((await book(third)).status).toBe(409);
    });

    test('what overlaps a shift of mine is refused', async () => {
      const { scheduleId: other } = await buildSchedule(api().db, { cronExpr: '0 1 * * 6' });
      await booked(thandi);
      const overlapping = { schedule_id: other, start_time: '2026-11-28T01:00:00+02:00' };
      expect(await book(thandi, overlapping)).toMatchObject({ status: 400, body: { code: 'overlapping' } });
      await booked(thandi, { start_time: '2026-11-28T02:00:00+02:00' });
    });

    test('a buddy who has another shift at that time is asked like any other', async () => {
      const { scheduleId: other } = await buildSchedule(api().db, { cronExpr: '0 1 * * 6' });
      await booked(sipho, { schedule_id: other, start_time: '2026-11-28T01:00:00+02:00' });
      const answer = await book(thandi, { buddy_phone: sipho.phone });
      expect(answer).toMatchObject({ status: 201, body: { buddy_user_id: sipho.userId, buddy_confirmed: false } });
    });

    test('the sixth buddy number of a day is refused', async () => {
      for (let number = 1; number <= 5; number += 1) {
        const { booking_id } = await booked(thandi, { buddy_phone: `083300100${number}` });
        await drop(thandi, booking_id);
      }
      const refused = await book(thandi, { buddy_phone: '0833001009' });
      expect(refused).toMatchObject({ status: 429, body: { code: 'too_many_requests' } });
      const untilMidnight = Number(refused.headers.get('retry-after'));
      expect(untilMidnight).toBeGreaterThan(6 * 3600 - 60);
      expect(untilMidnight).toBeLessThanOrEqual(6 * 3600);
    });

    test('a missing schedule is not found', async () => {
      expect(await book(thandi, { schedule_id: 999_999 })).toMatchObject({ status: 404, body: { code: 'not_found' } });
    });

    test.each([
      ['a minute late', { start_time: '2026-11-28T00:01:00+02:00' }],
      ['not a day of the schedule', { start_time: '2026-12-01T00:00:00+02:00' }],
      ['a millisecond late', { start_time: '2026-11-28T00:00:00.001+02:00' }],
    ])('%s is no shift', async (_, body) => {
      expect(await book(thandi, body)).toMatchObject({ status: 400, body: { code: 'not_a_shift' } });
    });

    test('out of season there is no shift', async () => {
      await api().db('schedules').where({ scheduleId }).update({ startDate: '2026-12-01', endDate: '2026-12-31' });
      expect(await book(thandi)).toMatchObject({ status: 400, body: { code: 'not_a_shift' } });
      const last = { start_time: '2026-12-28T02:00:00+02:00' };
      expect((await book(thandi, last)).status).toBe(201);
      const after = { start_time: '2027-01-02T00:00:00+02:00' };
      expect(await book(thandi, after)).toMatchObject({ status: 400, body: { code: 'not_a_shift' } });
    });

    test('a shift that has started is refused', async () => {
      const refused = await book(thandi, { start_time: '2026-11-21T00:00:00+02:00' });
      expect(refused).toMatchObject({ status: 400, body: { code: 'shift_passed' } });
    });

    test("one's own number is refused as buddy, in any spelling", async () => {
      const own = (thandi.phone ?? '').replace('+27', '0');
      for (const buddy_phone of [thandi.phone, own, `${own.slice(0, 3)} ${own.slice(3)}`]) {
        const refused = await book(thandi, { buddy_phone });
        expect(refused).toMatchObject({ status: 400, body: { errors: [{ path: 'body.buddy_phone' }] } });
      }
    });

    test.each([
      [{ buddy_phone: '12345' }, 'body.buddy_phone'],
      [{ buddy_phone: '011 555 1234' }, 'body.buddy_phone'],
      [{ buddy_phone: 832001001 }, 'body.buddy_phone'],
      [{ buddy_name: '' }, 'body.buddy_name'],
      [{ buddy_name: 'x'.repeat(41) }, 'body.buddy_name'],
      [{ schedule_id: '1' }, 'body.schedule_id'],
      [{ schedule_id: 1.5 }, 'body.schedule_id'],
      [{ schedule_id: 0 }, 'body.schedule_id'],
      [{ schedule_id: 2 ** 40 }, 'body.schedule_id'],
      [{ start_time: '2026-11-28T00:00:00' }, 'body.start_time'],
      [{ start_time: '2026-11-28' }, 'body.start_time'],
      [{ start_time: '2026-13-28T00:00:00Z' }, 'body.start_time'],
      [{ start_time: '9999-12-31T23:59:59Z' }, 'body.start_time'],
      [{ start_time: 1_795_816_800 }, 'body.start_time'],
      [{ start_time: null }, 'body.start_time'],
      [{ user_id: 1 }, 'body'],
      [{ attended: true }, 'body'],
    ])('%j is refused', async (body, path) => {
      const refused = await book(thandi, body);
      expect(refused).toMatchObject({ status: 400, body: { code: 'validation_failed' } });
      const { errors } = refused.body as { errors: { path: string }[] };
      expect(errors.map((error) => error.path)).toContain(path);
      expect(await textsTo(thandi)).toEqual([]);
    });

    test.each(['{"schedule_id":', '[]', '"x"', '', 'null'])('the body %j is refused', async (body) => {
      const refused = await api().call('POST', '/bookings', { as: thandi.userId, body });
      expect(refused.status).toBe(400);
    });

    test('a form is refused', async () => {
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      const refused = await api().call('POST', '/bookings', { as: thandi.userId, body: 'schedule_id=1', headers });
      expect(refused).toMatchObject({ status: 415, body: { code: 'unsupported_type' } });
    });

    test('a body that is too large is refused', async () => {
      const refused = await book(thandi, { buddy_name: 'x'.repeat(70_000) });
      expect(refused).toMatchObject({ status: 413, body: { code: 'too_large' } });
    });
  });

  describe('my bookings', () => {
    test('are those that I hold as booker or buddy, by start, and nobody else’s', async () => {
      const stranger = await buildVolunteer(api().db);
      const later = await booked(thandi, { start_time: '2026-11-28T02:00:00+02:00' });
      const sooner = await booked(sipho, { buddy_phone: thandi.phone });
      const list = async (user: User) =>
        ((await api().call('GET', '/bookings', { as: user.userId })).body as Booked[]).map((each) => each.booking_id);
      expect(await list(thandi)).toEqual([sooner.booking_id, later.booking_id]);
      expect(await list(sipho)).toEqual([sooner.booking_id]);
      expect(await list(stranger)).toEqual([]);
      await drop(thandi, later.booking_id);
      expect(await list(thandi)).toEqual([sooner.booking_id]);
      api().clock.moveTo(at('2026-12-27T18:00'));
      expect(await list(thandi)).toEqual([sooner.booking_id]);
    });
  });

  describe('dropping a booking', () => {
    test('frees the slot, and tells the buddy why', async () => {
      const { booking_id } = await booked(thandi, { buddy_phone: sipho.phone });
      const dropped = await drop(thandi, booking_id, { body: { reason: 'working late' } });
      expect(dropped).toMatchObject({ status: 204, text: '' });
      expect((await textsTo(sipho)).at(-1)?.payload).toContain('working late');
      expect((await show(thandi, booking_id)).status).toBe(404);
      expect((await drop(thandi, booking_id)).status).toBe(404);
      await booked(sipho);
    });

    test('as buddy leaves the booking to the booker, who is told, also if an older client sends the reason in the URL', async () => {
      const { booking_id } = await booked(thandi, { buddy_phone: sipho.phone });
      expect((await drop(sipho, booking_id, { query: '?reason=sick' })).status).toBe(204);
      expect((await textsTo(thandi)).at(-1)?.payload).toContain('sick');
      expect((await show(thandi, booking_id)).body).toMatchObject({ buddy_user_id: null, buddy_name: null });
      expect(await drop(sipho, booking_id)).toMatchObject({ status: 404, body: { code: 'not_found' } });
    });

    test('is refused after the start', async () => {
      const { booking_id } = await booked(thandi);
      api().clock.moveTo(at('2026-11-28T00:00:01'));
      expect(await drop(thandi, booking_id)).toMatchObject({ status: 409, body: { code: 'already_started' } });
      expect((await show(thandi, booking_id)).status).toBe(200);
    });

    test.each([
      { query: `?reason=${'x'.repeat(501)}` },
      { body: { reason: 'x'.repeat(501) } },
      { query: '?why=x' },
      { body: { why: 'x' } },
    ])('%j is refused', async (given) => {
      const { booking_id } = await booked(thandi);
      expect((await drop(thandi, booking_id, given)).status).toBe(400);
      expect((await show(thandi, booking_id)).status).toBe(200);
    });
  });

  describe("somebody else's booking is 404, like a missing one", () => {
    const REQUESTS = [
      ['GET', '', undefined],
      ['DELETE', '', undefined],
      ['PATCH', '/attendance', { attended: true }],
      ['POST', '/report', { severity: 0, message: 'All quiet' }],
    ] as const;

    test.each(REQUESTS)('%s /bookings/:id%s', async (method, rest, body) => {
      const { booking_id } = await booked(thandi);
      const ask = (id: number | string) =>
        api().call(method, `/bookings/${id}${rest}`, { as: sipho.userId, ...(body && { body }) });
      expect(await ask(booking_id)).toMatchObject({ status: 404, body: { code: 'not_found' } });
      for (const id of [999_999, 'x', '0', '-1', '1.5', 2 ** 31, '1e99', '%00']) {
        expect(await ask(id)).toMatchObject({ status: 404, body: { code: 'not_found' } });
      }
      await drop(thandi, booking_id);
      expect(await ask(booking_id)).toMatchObject({ status: 404, body: { code: 'not_found' } });
      expect(await textsTo(sipho)).toEqual([]);
    });
  });
});
