import { beforeEach, expect, test } from 'vitest';
import type { User } from '#src/volunteers/people/user.ts';
import { at, buildSchedule, buildVolunteer } from '#test/support/build-roster.ts';
import { onBothApis } from '#test/support/on-both-apis.ts';

/** Objection loads whole rows like this. A lock, or a search for ids, selects single columns. */
const LOAD = /^select [`"]?(\w+)[`"]?\.\* from/;

onBothApis((api) => {
  let booker: User;
  let buddy: User;
  let coordinator: User;
  let bookingId: number;

  beforeEach(async () => {
    api().clock.moveTo(at('2026-11-27T18:00'));
    const { scheduleId } = await buildSchedule(api().db);
    booker = await buildVolunteer(api().db);
    buddy = await buildVolunteer(api().db);
    coordinator = await buildVolunteer(api().db, { role: 'coordinator' });
    const body = { schedule_id: scheduleId, start_time: '2026-11-28T00:00:00+02:00', buddy_phone: buddy.phone };
    const booked = await api().call('POST', '/bookings', { as: booker.userId, body });
    bookingId = (booked.body as { booking_id: number }).booking_id;
  });

  /** How often this request loads rows of a table. */
  async function loadsOf(method: string, path: string, { as, body }: { as: User; body?: unknown }) {
    const token = await api().tokenOf(as.userId);
    const loads: Record<string, number> = {};
    const count = ({ sql }: { sql: string }) => {
      const table = LOAD.exec(sql)?.[1];
      if (table !== undefined) loads[table] = (loads[table] ?? 0) + 1;
    };
    api().servicesDb.on('query', count);
    const { status } = await api().call(method, path, { token, body });
    api().servicesDb.off('query', count);
    return { status, loads };
  }

  const bookingLoads = async (method: string, path: string, given: { as: User; body?: unknown; now?: string }) => {
    api().clock.moveTo(at(given.now ?? '2026-11-27T18:00'));
    const { status, loads } = await loadsOf(method, path, given);
    expect(status, `${method} ${path}`).toBeLessThan(300);
    return { bookings: loads.bookings, users: loads.users };
  };

  // people: whoever signs in, and then the others of the booking together
  test('a member loads their booking once, and nobody twice', async () => {
    const path = `/bookings/${bookingId}`;
    const attendance = `${path}/attendance`;
    const once = { bookings: 1, users: 2 };
    const during = { as: booker, now: '2026-11-28T00:30' };
    const later = { as: booker, now: '2026-11-28T03:00' };
    expect(await bookingLoads('GET', path, { as: booker })).toEqual(once);
    expect(await bookingLoads('GET', path, { as: buddy })).toEqual(once);
    for (const severity of [1, 2]) {
      const body = { severity, message: 'a car without lights' };
      expect((await bookingLoads('POST', `${path}/report`, { ...during, body })).bookings).toBe(1);
    }
    expect(await bookingLoads('PATCH', attendance, { ...during, body: { attended: true } })).toEqual(once);
    expect(await bookingLoads('PATCH', attendance, { ...during, body: { attended: false } })).toEqual(once);
    expect(await bookingLoads('PATCH', attendance, { ...later, body: { attended: true } })).toEqual(once);
    expect(await bookingLoads('DELETE', path, { as: buddy })).toEqual(once);
    expect(await bookingLoads('DELETE', path, { as: booker })).toEqual({ bookings: 1, users: 1 });
  });

  test('a coordinator loads a booking of others once, and its people together', async () => {
    const path = `/admin/bookings/${bookingId}`;
    const once = { bookings: 1, users: 2 };
    const attended = { as: coordinator, body: { attended: true }, now: '2026-11-28T00:30' };
    expect(await bookingLoads('GET', path, { as: coordinator })).toEqual(once);
    expect(await bookingLoads('PATCH', `${path}/attendance`, attended)).toEqual(once);
    expect((await bookingLoads('DELETE', path, { as: coordinator })).bookings).toBe(1);
  });
});
