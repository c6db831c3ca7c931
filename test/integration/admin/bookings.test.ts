import { expect, it } from 'vitest';
import { inTransaction } from '#src/db/in-transaction.ts';
import { Outbound } from '#src/messaging/outbox/outbound.ts';
import { reasonNotToSend } from '#src/notices/reason-not-to-send.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { asCoordinator, codeOf, REFUSED, refusals, refusedPaths } from '#test/support/admin.ts';
import { at, buildSchedule, buildVolunteer } from '#test/support/build-roster.ts';

const iso = (wallClock: string) => at(wallClock).toISOString();
const FIRST = '2026-11-28T00:00';
const SECOND = '2026-11-28T02:00';

asCoordinator((world) => {
  const person = (given: Partial<User> = {}) => buildVolunteer(world().api.db, given);
  const assign = (user: { userId: number }, given: object = {}) =>
    world().ask('POST', '/admin/bookings', {
      user_id: user.userId,
      schedule_id: world().scheduleId,
      start_time: iso(FIRST),
      ...given,
    });
  const move = (bookingId: number, start: string, given: object = {}) =>
    world().ask('PATCH', `/admin/bookings/${bookingId}`, { start_time: iso(start), ...given });
  const audited = async (action: string) => {
    const { body } = await world().ask('GET', `/admin/audit?action=${action}`);
    return (body as { items: unknown[] }).items;
  };

  it('books a shift for a member and a buddy, and tells both', async () => {
    const { told, ann, api } = world();
    await api.db('schedules').update({ meetingPlace: 'Oak Park gate' });
    const [booker, buddy] = [await person({ name: 'Bo Booker' }), await person({ name: 'Bud Dee' })];
    const assigned = await assign(booker, { buddy_phone: buddy.phone });
    expect(assigned).toMatchObject({
      status: 201,
      body: { booker: { name: 'Bo Booker', phone: booker.phone }, buddy: { user_id: buddy.userId }, slot: 1 },
    });
    const { ref, booking_id: id } = assigned.body as { ref: string; booking_id: number };
    const when = 'Sat 28 Nov 00:00-02:00 (Fri night)';
    expect(await told(booker)).toEqual([
      `Ann put you down for ${when} with Bud D. Meet: Oak Park gate. Ref ${ref}. Can't come? Text DROP ${ref}.`,
    ]);
    expect(await told(buddy)).toEqual([expect.stringMatching(/^Ann put you down as buddy of Bo B: /)]);
    expect(await audited('booking.assign')).toMatchObject([
      { subject: `booking:${id}`, actor: { user_id: ann.userId }, channel: 'api', before: null, after: { ref } },
    ]);
    expect((await world().ask('GET', `/admin/bookings/${id}`)).body).toEqual(assigned.body);
  });

  it('repeats nothing under the same Idempotency-Key', async () => {
    const { api, ann, scheduleId, told } = world();
    const booker = await person();
    const body = { user_id: booker.userId, schedule_id: scheduleId, start_time: iso(FIRST) };
    const options = { as: ann.userId, body, headers: { 'idempotency-key': 'k1' } };
    const first = await api.call('POST', '/admin/bookings', options);
    const again = await api.call('POST', '/admin/bookings', options);
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.body).toEqual(first.body);
    expect(await told(booker)).toHaveLength(1);
  });

  it('says why a person cannot be booked', async () => {
    const { book } = world();
    const [booker, other] = [await person(), await person()];
    expect(codeOf(await assign({ userId: 999_999 }))).toBe('not_found');
    expect(codeOf(await assign(booker, { schedule_id: 999_999 }))).toBe('not_found');
    expect(codeOf(await assign(await person({ status: 'suspended' })))).toBe('conflict');
    expect(refusedPaths(await assign(booker, { start_time: iso('2026-11-28T00:01') }))).toEqual(['body.start_time']);
    expect(refusedPaths(await assign(booker, { start_time: iso('2026-11-23T00:00') }))).toEqual(['body.start_time']);
    expect(refusedPaths(await assign(booker, { buddy_phone: booker.phone }))).toEqual(['body.buddy_phone']);
    expect(refusedPaths(await assign(booker, { buddy_phone: '123456' }))).toEqual(['body.buddy_phone']);
    expect((await assign(booker, { nope: 1 })).status).toBe(400);
    expect((await assign(booker, { user_id: 1e12 })).status).toBe(400);
    await book(other, FIRST);
    expect(codeOf(await assign(booker))).toBe('slot_taken');
    expect(codeOf(await assign(other))).toBe('conflict');
    expect(codeOf(await assign(booker, { start_time: iso(SECOND), buddy_phone: '+27839990000' }))).toBeUndefined();
  });

  it('moves a booking with its ref and people: old reminders no longer hold, new ones follow', async () => {
    const { api, book, told } = world();
    const [booker, buddy] = [await person(), await person()];
    const { booking } = await book(booker, FIRST, { buddy });
    api.clock.moveTo(at('2026-11-27T22:05'));
    await api.services.timers.runDue();
    expect(await told(booker)).toEqual([expect.stringContaining('Sat 28 Nov 00:00')]);
    const moved = await move(booking.bookingId, '2026-11-29T02:00');
    expect(moved).toMatchObject({
      status: 200,
      body: { ref: booking.ref, shift_start: iso('2026-11-29T02:00'), buddy: { user_id: buddy.userId } },
    });
    const text = `Moved by Ann: ${booking.ref} is now Sun 29 Nov 02:00-04:00 (Sat night) (was Sat 28 Nov 00:00).`;
    expect((await told(booker)).at(-1)).toBe(`${text} Can't come? Text DROP ${booking.ref}.`);
    expect((await told(buddy)).at(-1)).toBe(`${text} Can you come? Reply Y or N by Sat 20:00.`);
    const reasons = await inTransaction(api.db, async (trx) => {
      const messages = await Outbound.query(trx).where({ identity: booker.phone }).orderBy('outboxId');
      const reason = reasonNotToSend(api.clock);
      return Promise.all(messages.map((message) => reason(trx, message)));
    });
    expect(reasons).toEqual(['moved', undefined]);
    api.clock.moveTo(at('2026-11-29T00:05'));
    await api.services.timers.runDue();
    expect((await told(booker)).at(-1)).toMatch(/^Your patrol starts soon.*Sun 29 Nov 02:00/);
    expect(await audited('booking.move')).toMatchObject([
      { before: { shift_start: iso(FIRST) }, after: { shift_start: iso('2026-11-29T02:00'), ref: booking.ref } },
    ]);
  });

  it('moves to the very next shift, or to another schedule, though the old one overlaps it', async () => {
    const { api, book } = world();
    const { scheduleId } = await buildSchedule(api.db, { cronExpr: '0 1 * * *' });
    const { booking } = await book(await person(), FIRST);
    expect((await move(booking.bookingId, '2026-11-28T01:00', { schedule_id: scheduleId })).status).toBe(200);
    expect(await move(booking.bookingId, '2026-11-28T01:00')).toMatchObject({ status: 200 });
    expect(await audited('booking.move')).toHaveLength(1);
  });

  it('says why a booking cannot be moved', async () => {
    const { api, book, ask } = world();
    const [booker, buddy, other] = [await person(), await person(), await person()];
    const { booking } = await book(booker, FIRST, { buddy });
    const { bookingId } = booking;
    await book(other, SECOND);
    expect(codeOf(await move(999_999, SECOND))).toBe('not_found');
    expect(codeOf(await move(bookingId, SECOND, { schedule_id: 999_999 }))).toBe('not_found');
    expect(refusedPaths(await move(bookingId, '2026-11-28T02:30'))).toEqual(['body.start_time']);
    expect(refusedPaths(await move(bookingId, '2026-11-23T02:00'))).toEqual(['body.start_time']);
    expect(codeOf(await move(bookingId, SECOND))).toBe('slot_taken');
    const { scheduleId } = await buildSchedule(api.db);
    await book(buddy, '2026-11-29T00:00', { scheduleId });
    expect(codeOf(await move(bookingId, '2026-11-29T00:00'))).toBe('conflict');
    expect((await ask('PATCH', `/admin/bookings/${bookingId}`, {})).status).toBe(400);
    await api.db('checkIns').insert({ bookingId, userId: booker.userId, inAt: new Date(), createdAt: new Date() });
    expect(codeOf(await move(bookingId, '2026-11-30T00:00'))).toBe('conflict');
    api.clock.moveTo(at('2026-11-28T00:30'));
    expect(codeOf(await move(bookingId, '2026-11-30T00:00'))).toBe('already_started');
    await api.db('bookings').where({ bookingId }).update({ droppedAt: new Date() });
    expect(codeOf(await move(bookingId, '2026-11-30T00:00'))).toBe('conflict');
  });

  it('ten move to one slot at once: one gets it', async () => {
    const { api, book } = world();
    const { scheduleId } = await buildSchedule(api.db, { capacity: 10 });
    const ids = [];
    for (let index = 0; index < 10; index += 1) {
      ids.push((await book(await person(), FIRST, { scheduleId })).booking.bookingId);
    }
    const answers = await Promise.all(ids.map((id) => move(id, SECOND, { schedule_id: world().scheduleId })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 9 }, () => 409)]);
  });

  it('drops a booking, and tells both why', async () => {
    const { ask, book, told } = world();
    const [booker, buddy] = [await person(), await person()];
    const { booking } = await book(booker, FIRST, { buddy });
    const path = `/admin/bookings/${booking.bookingId}`;
    expect((await ask('DELETE', path, { reason: 'The road is closed' })).status).toBe(204);
    const text = `Ann took you off Sat 28 Nov 00:00-02:00 (Fri night), ${booking.ref}: "The road is closed". Please don't go. Text SHIFTS to take another.`;
    expect(await told(booker)).toEqual([text]);
    expect(await told(buddy)).toEqual([text]);
    expect(await audited('booking.drop')).toMatchObject([
      { before: { ref: booking.ref }, after: { reason: 'The road is closed' } },
    ]);
    expect(codeOf(await ask('DELETE', path))).toBe('conflict');
    expect(codeOf(await ask('DELETE', '/admin/bookings/999999'))).toBe('not_found');
    expect((await ask('DELETE', path, { reason: 'x'.repeat(200) })).status).toBe(400);
  });

  it('tells the other coordinators of a late gap, and does not drop a started shift', async () => {
    const { api, ask, book, told } = world();
    const bea = await person({ role: 'coordinator' });
    const [one, other] = [await person({ name: 'Bo Booker' }), await person()];
    const [first, second] = [await book(one, FIRST), await book(other, SECOND)];
    api.clock.moveTo(at('2026-11-27T23:00'));
    await ask('DELETE', `/admin/bookings/${first.booking.bookingId}`);
    expect(await told(bea)).toEqual([expect.stringMatching(/^LATE: Ann took Bo Booker .* off Sat 28 Nov 00:00-02:00/)]);
    api.clock.moveTo(at('2026-11-28T02:10'));
    expect(codeOf(await ask('DELETE', `/admin/bookings/${second.booking.bookingId}`))).toBe('already_started');
  });

  it('records attendance from 30 minutes before the start, however late', async () => {
    const { api, ask, book } = world();
    const { bookingId } = (await book(await person(), FIRST)).booking;
    const mark = (attended: unknown, id = bookingId) => ask('PATCH', `/admin/bookings/${id}/attendance`, { attended });
    expect(codeOf(await mark(true))).toBe('conflict');
    api.clock.moveTo(at('2026-12-20T12:00'));
    expect(await mark(true)).toMatchObject({ status: 200, body: { attended: true } });
    expect(await mark(true)).toMatchObject({ status: 200 });
    expect(await mark(false)).toMatchObject({ status: 200, body: { attended: false } });
    expect(await audited('booking.attendance')).toMatchObject([
      { before: { attended: true }, after: { attended: false } },
      { before: { attended: false }, after: { attended: true } },
    ]);
    expect((await mark('yes')).status).toBe(400);
    expect(codeOf(await mark(true, 999_999))).toBe('not_found');
    await api.db('bookings').where({ bookingId }).update({ droppedAt: new Date() });
    expect(codeOf(await mark(true))).toBe('conflict');
  });

  it('is closed to volunteers and strangers', async () => {
    const { bookingId } = (await world().book(await person(), FIRST)).booking;
    const path = `/admin/bookings/${bookingId}`;
    const knocks = [
      { method: 'GET', path },
      { method: 'POST', path: '/admin/bookings', body: { user_id: 1, schedule_id: 1, start_time: iso(FIRST) } },
      { method: 'PATCH', path, body: { start_time: iso(SECOND) } },
      { method: 'DELETE', path },
      { method: 'PATCH', path: `${path}/attendance`, body: { attended: true } },
    ];
    expect(await refusals(world(), knocks)).toEqual(knocks.map(() => REFUSED));
  });
});
