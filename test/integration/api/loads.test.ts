import { beforeEach, expect, test } from 'vitest';
import type { User } from '#src/volunteers/people/user.ts';
import { at, buildSchedule, buildVolunteer } from '#test/support/build-roster.ts';
import { onBothApis } from '#test/support/on-both-apis.ts';

/** Objection loads whole rows like this. A lock, or a search for ids, selects single columns. */
const LOAD = /^select [`"]?(\w+)[`"]?\.\* from/;

interface Given {
  as: User;
  body?: unknown;
  now?: string;
}

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

  /** The ids of the rows that this request loads, table by table. */
  async function loadsOf(method: string, path: string, { as, body, now = '2026-11-27T18:00' }: Given) {
    api().clock.moveTo(at(now));
    const token = await api().tokenOf(as.userId);
    const loads: Record<string, unknown[]> = { bookings: [], users: [] };
    const count = ({ sql, bindings }: { sql: string; bindings: unknown[] }) => {
      const table = LOAD.exec(sql)?.[1] ?? '';
      loads[table]?.push(...bindings);
    };
    const connections = new Set([api().servicesDb, api().servicesReader]);
    for (const connection of connections) connection.on('query', count);
    const { status } = await api().call(method, path, { token, body });
    for (const connection of connections) connection.off('query', count);
    expect(status, `${method} ${path}`).toBeLessThan(300);
    return { bookings: loads.bookings, users: loads.users?.toSorted() };
  }

  test('a member loads their booking once, and nobody twice', async () => {
    const path = `/bookings/${bookingId}`;
    const attendance = `${path}/attendance`;
    const once = { bookings: [bookingId], users: [booker.userId, buddy.userId] };
    const during = { as: booker, now: '2026-11-28T00:30' };
    const later = { as: booker, now: '2026-11-28T03:00' };
    expect(await loadsOf('GET', path, { as: booker })).toEqual(once);
    expect(await loadsOf('GET', path, { as: buddy })).toEqual(once);
    for (const severity of [1, 2]) {
      const body = { severity, message: 'a car without lights' };
      expect((await loadsOf('POST', `${path}/report`, { ...during, body })).bookings).toEqual([bookingId]);
    }
    expect(await loadsOf('PATCH', attendance, { ...during, body: { attended: true } })).toEqual(once);
    expect(await loadsOf('PATCH', attendance, { ...during, body: { attended: false } })).toEqual(once);
    expect(await loadsOf('PATCH', attendance, { ...later, body: { attended: true } })).toEqual(once);
    expect(await loadsOf('DELETE', path, { as: buddy })).toEqual(once);
    expect(await loadsOf('DELETE', path, { as: booker })).toEqual({
      bookings: [bookingId],
      users: [booker.userId],
    });
  });

  test('a coordinator loads a booking of others once, and its people once', async () => {
    const path = `/admin/bookings/${bookingId}`;
    const once = { bookings: [bookingId], users: [booker.userId, buddy.userId, coordinator.userId] };
    const attended = { as: coordinator, body: { attended: true }, now: '2026-11-28T00:30' };
    expect(await loadsOf('GET', path, { as: coordinator })).toEqual(once);
    expect(await loadsOf('PATCH', `${path}/attendance`, attended)).toEqual(once);
    expect((await loadsOf('DELETE', path, { as: coordinator })).bookings).toEqual([bookingId]);
  });
});
