import { beforeEach, expect, test } from 'vitest';
import type { User } from '#src/volunteers/people/user.ts';
import { at, buildSchedule, buildVolunteer } from '#test/support/build-roster.ts';
import { onBothApis } from '#test/support/on-both-apis.ts';

/** Saturday 00:00 to 02:00. */
const NIGHT = '2026-11-28T00:00:00+02:00';

onBothApis((api) => {
  let thandi: User;
  let sipho: User;
  let bookingId: number;

  beforeEach(async () => {
    api().clock.moveTo(at('2026-11-27T18:00'));
    const { scheduleId } = await buildSchedule(api().db);
    thandi = await buildVolunteer(api().db);
    sipho = await buildVolunteer(api().db);
    const body = { schedule_id: scheduleId, start_time: NIGHT, buddy_phone: sipho.phone };
    const booked = await api().call('POST', '/bookings', { as: thandi.userId, body });
    bookingId = (booked.body as { booking_id: number }).booking_id;
  });

  const set = (by: User, attended: unknown) =>
    api().call('PATCH', `/bookings/${bookingId}/attendance`, { as: by.userId, body: { attended } });
  const eventTypes = async () => {
    const events = await api()
      .db('live_events')
      .where('body', 'like', `%"booking_id":${bookingId},%`)
      .orderBy('liveEventId');
    return events.map(({ type }) => type);
  };

  test.each(['2026-11-27T23:30', '2026-11-28T00:00', '2026-11-28T01:59'])('a check-in counts at %s', async (moment) => {
    api().clock.moveTo(at(moment));
    const { status, body } = await set(thandi, true);
    expect(status).toBe(200);
    expect(body).toMatchObject({ booking_id: bookingId, attended: true });
    const { checked_in_at } = body as { checked_in_at: string };
    expect(Math.abs(Date.parse(checked_in_at) - at(moment).getTime())).toBeLessThan(10_000);
  });

  test('booker and buddy each have their own time, and either makes the booking attended', async () => {
    api().clock.moveTo(at('2026-11-28T00:10'));
    expect((await set(sipho, true)).body).toMatchObject({
      part: 'buddy',
      attended: true,
      checked_in_at: expect.any(String),
    });
    const theirs = await api().call('GET', `/bookings/${bookingId}`, { as: thandi.userId });
    expect(theirs.body).toMatchObject({ attended: true, checked_in_at: null });
  });

  test('repeating it changes nothing', async () => {
    api().clock.moveTo(at('2026-11-28T00:10'));
    const first = await set(thandi, true);
    api().clock.moveTo(at('2026-11-28T01:10'));
    expect((await set(thandi, true)).body).toEqual(first.body);
    expect(await eventTypes()).toEqual(['booking', 'check_in']);
  });

  test.each(['2026-11-28T02:00', '2026-11-28T13:59'])(
    'after the end, at %s, it counts without a time',
    async (moment) => {
      api().clock.moveTo(at(moment));
      expect(await set(thandi, true)).toMatchObject({ status: 200, body: { attended: true, checked_in_at: null } });
    },
  );

  test.each([true, false])('outside of its window %s is refused', async (attended) => {
    api().clock.moveTo(at('2026-11-27T23:29'));
    expect(await set(thandi, attended)).toMatchObject({ status: 409, body: { code: 'too_early' } });
    api().clock.moveTo(at('2026-11-28T14:00'));
    expect(await set(thandi, attended)).toMatchObject({ status: 409, body: { code: 'too_late' } });
  });

  test('a mistake is taken back', async () => {
    api().clock.moveTo(at('2026-11-28T00:10'));
    await set(thandi, true);
    expect(await set(thandi, false)).toMatchObject({ status: 200, body: { attended: false, checked_in_at: null } });
    expect(await set(thandi, false)).toMatchObject({ status: 200, body: { attended: false } });
    expect(await set(thandi, true)).toMatchObject({ status: 200, body: { attended: true } });
    expect(await eventTypes()).toEqual(['booking', 'check_in', 'check_in_withdrawn', 'check_in']);
  });

  test('the check-in of the other person stays', async () => {
    api().clock.moveTo(at('2026-11-28T00:10'));
    await set(thandi, true);
    await set(sipho, true);
    expect((await set(thandi, false)).body).toMatchObject({ attended: true, checked_in_at: null });
    expect((await set(sipho, false)).body).toMatchObject({ attended: false });
  });

  test.each([['yes'], [1], [null], [undefined]])('attended: %j is refused', async (attended) => {
    api().clock.moveTo(at('2026-11-28T00:10'));
    expect(await set(thandi, attended)).toMatchObject({ status: 400, body: { errors: [{ path: 'body.attended' }] } });
  });
});
