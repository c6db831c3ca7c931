import { beforeAll, describe, expect, test } from 'vitest';
import type { User } from '#src/volunteers/people/user.ts';
import type { ApiAnswer } from '#test/support/api.ts';
import { at, buildSchedule, buildVolunteer, emptyRoster } from '#test/support/build-roster.ts';
import { onBothApis } from '#test/support/on-both-apis.ts';

const REQUESTS = [
  { method: 'GET', rest: '' },
  { method: 'DELETE', rest: '' },
  { method: 'DELETE', rest: '', body: { reason: 'sick' } },
  { method: 'PATCH', rest: '/attendance', body: { attended: true } },
  { method: 'PATCH', rest: '/attendance', body: { attended: false } },
  { method: 'POST', rest: '/report', body: { severity: 2, message: 'Two men at the gate' } },
];

onBothApis((api) => {
  let curious: User;
  const bookings: Record<string, number> = {};

  beforeAll(async () => {
    await emptyRoster(api().db);
    api().clock.moveTo(at('2026-11-27T18:00'));
    curious = await buildVolunteer(api().db);
    const booker = await buildVolunteer(api().db);
    const { scheduleId } = await buildSchedule(api().db, { cronExpr: '0 0,2,4,20 * * *', capacity: 3 });
    const book = async (by: User, start_time: string) => {
      const buddy = await buildVolunteer(api().db);
      const body = { schedule_id: scheduleId, start_time, buddy_phone: buddy.phone };
      const { booking_id: id } = (await api().call('POST', '/bookings', { as: by.userId, body })).body as {
        booking_id: number;
      };
      return id;
    };
    const drop = (by: User, id: number) => api().call('DELETE', `/bookings/${id}`, { as: by.userId });
    bookings['a running one'] = await book(booker, '2026-11-27T20:00:00+02:00');
    bookings['a coming one'] = await book(booker, '2026-11-28T00:00:00+02:00');
    bookings['a dropped one'] = await book(booker, '2026-11-28T02:00:00+02:00');
    await drop(booker, bookings['a dropped one']);
    bookings['an own one that was dropped'] = await book(curious, '2026-11-28T04:00:00+02:00');
    await drop(curious, bookings['an own one that was dropped']);
    bookings['one that will exist'] = Math.max(...Object.values(bookings)) + 1;
    api().clock.moveTo(at('2026-11-27T20:30'));
  });

  describe.each(REQUESTS)('$method /bookings/:id$rest of other people', ({ method, rest, body }) => {
    test('cannot be told from one that does not exist', async () => {
      const ask = (id: number) =>
        api().call(method, `/bookings/${id}${rest}`, { as: curious.userId, ...(body && { body }) });
      const missing = visiblePartOf(await ask(2_000_000));
      expect(missing).toMatchObject({ status: 404, body: { code: 'not_found' } });
      for (const [which, id] of Object.entries(bookings)) {
        expect({ which, ...visiblePartOf(await ask(id)) }).toEqual({ which, ...missing });
      }
    });
  });
});

/** All that a caller sees, other than what differs between any two requests. */
function visiblePartOf({ status, headers, body }: ApiAnswer) {
  const differing = ['date', 'x-request-id'];
  return { status, body, headers: Object.fromEntries([...headers].filter(([name]) => !differing.includes(name))) };
}
