import { expect, it } from 'vitest';
import { after, before, HOUR, MINUTE } from '#src/platform/duration.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { asCoordinator, REFUSED, refusals, refusedPaths } from '#test/support/admin.ts';
import { at, buildSchedule, buildVolunteer } from '#test/support/build-roster.ts';

interface Shown {
  start_time: string;
  open_slots: number;
  slots: { slot: number; booking: { ref: string } | null }[];
}

const iso = (wallClock: string) => at(wallClock).toISOString();

asCoordinator((world) => {
  const person = (given: Partial<User> = {}) => buildVolunteer(world().api.db, given);
  const roster = async (query: string) => {
    const { status, body } = await world().ask('GET', `/admin/roster${query}`);
    expect(status, query).toBe(200);
    return body as Shown[];
  };
  const startsIn = async (query: string) => (await roster(query)).map((shift) => shift.start_time);

  it('shows a night with all bookings, whole names and numbers, and the gaps', async () => {
    const { api, book, scheduleId } = world();
    await api.db('schedules').where({ scheduleId }).update({ capacity: 2, meetingPlace: 'Oak Park' });
    const [bo, bud] = [await person({ name: 'Bo Booker' }), await person({ name: 'Bud Dee' })];
    const stranger = await person({ name: 'Una Alone' });
    const { booking } = await book(bo, '2026-11-28T00:00', { buddy: bud });
    const second = (await book(stranger, '2026-11-28T00:00')).booking;
    await api.db('bookings').where({ bookingId: second.bookingId }).update({ buddyName: 'A friend' });
    const inAt = at('2026-11-27T23:55');
    await api.db('checkIns').insert({ bookingId: booking.bookingId, userId: bud.userId, inAt, createdAt: inAt });
    const [first, next, ...others] = await roster('?night=2026-11-27');
    expect(others).toEqual([]);
    expect(first).toMatchObject({
      start_time: iso('2026-11-28T00:00'),
      meeting_place: 'Oak Park',
      open_slots: 0,
      slots: [
        {
          slot: 1,
          booking: {
            ref: booking.ref,
            booker: { name: 'Bo Booker', phone: bo.phone },
            buddy: { user_id: bud.userId, name: 'Bud Dee', phone: bud.phone },
            attended: false,
            check_ins: [{ user_id: bud.userId, in_at: inAt.toISOString(), out_at: null }],
          },
        },
        {
          slot: 2,
          booking: { booker: { name: 'Una Alone' }, buddy: { user_id: null, name: 'A friend', phone: null } },
        },
      ],
    });
    expect(next).toMatchObject({
      open_slots: 2,
      slots: [
        { slot: 1, booking: null },
        { slot: 2, booking: null },
      ],
    });
  });

  it('a night goes from 05:00 to 05:00; dates are whole days; date-times are half-open', async () => {
    const { api } = world();
    await buildSchedule(api.db, { cronExpr: '0 4,5 28 11 *', name: 'Dawn' });
    const dawn = [iso('2026-11-28T04:00'), iso('2026-11-28T05:00')];
    const midnight = [iso('2026-11-28T00:00'), iso('2026-11-28T02:00')];
    expect(await startsIn('?night=2026-11-27')).toEqual([...midnight, dawn[0]]);
    expect(await startsIn('?night=2026-11-28')).toEqual([dawn[1], iso('2026-11-29T00:00'), iso('2026-11-29T02:00')]);
    expect(await startsIn('?from=2026-11-28&to=2026-11-28')).toEqual([...midnight, ...dawn]);
    expect(await startsIn(`?from=${midnight[1]}&to=${dawn[0]}`)).toEqual([midnight[1]]);
    expect(await startsIn('?from=2026-11-28')).toHaveLength(8);
    expect(await startsIn('?to=2026-11-28')).toEqual([...(await startsIn('?from=2026-11-22&to=2026-11-28'))]);
    expect(await startsIn('')).toHaveLength(8);
  });

  it('refuses an invalid period', async () => {
    const { ask } = world();
    const refused = async (query: string) => refusedPaths(await ask('GET', `/admin/roster?${query}`));
    expect(await refused('from=2026-11-28&to=2026-11-27')).toEqual(['query.to']);
    expect(await refused('from=2026-01-01&to=2026-12-31')).toEqual(['query.to']);
    expect(await refused('night=2026-11-27&from=2026-11-27')).toEqual(['query.night']);
    expect(await refused('from=0001-01-01&to=0001-01-02')).toEqual(['query.from', 'query.to']);
    expect(await refused('night=friday')).toEqual(['query.night']);
    expect(await refused('from=2026-11-28T00:00')).toEqual(['query.from']);
    expect((await ask('GET', '/admin/coverage?night=2026-11-27')).status).toBe(400);
  });

  it('is downloaded as CSV in which no cell is a formula', async () => {
    const { ask, book, api } = world();
    const bad = await person({ name: '=HYPERLINK("http://x";"y")', phone: '+27831112222' });
    const { booking } = await book(bad, '2026-11-28T00:00');
    await api.db('bookings').update({ buddyName: '@SUM(A1)', buddyPhone: '+447400123456' });
    const sheet = await ask('GET', '/admin/roster.csv?night=2026-11-27');
    expect(sheet.status).toBe(200);
    expect(sheet.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(sheet.headers.get('content-disposition')).toBe('attachment; filename="roster-2026-11-27.csv"');
    const [header, first, second] = sheet.text.split('\r\n');
    expect(header).toContain('schedule,date,from,to,slot,ref,booker,booker_phone,buddy,buddy_phone');
    expect(first).toContain(
      `Patrol,2026-11-28,00:00,02:00,1,${booking.ref},"'=HYPERLINK(""http://x"";""y"")",083 111 2222,'@SUM(A1),'+44`,
    );
    expect(second).toContain('Patrol,2026-11-28,02:00,04:00,1,OPEN,');
    for (const cell of sheet.text.slice(1).split(/\r\n|,/)) expect(cell).not.toMatch(/^"?[=+\-@\t]/);
  });

  it('counts coverage by schedule and week of the night', async () => {
    const { api, book, ask, scheduleId } = world();
    const [one, two, three] = [await person(), await person(), await person()];
    const there = (await book(one, '2026-11-28T00:00')).booking;
    const absent = (await book(two, '2026-11-30T00:00')).booking;
    await book(three, '2026-12-05T00:00');
    await api.db('bookings').where({ bookingId: there.bookingId }).update({ attended: true });
    const report = { reporterIdentity: 'x', severity: 1, createdAt: after(there.shiftStart, HOUR) };
    await api.db('reports').insert([
      { ...report, caseNumber: 1, bookingId: there.bookingId },
      { ...report, caseNumber: 2, bookingId: there.bookingId },
      { ...report, caseNumber: 3, bookingId: absent.bookingId },
    ]);
    const noShows = async () => {
      const { body } = await ask('GET', '/admin/coverage?from=2026-11-30&to=2026-11-30');
      return (body as { no_shows: number }[]).map((row) => row.no_shows);
    };
    // they may still come
    api.clock.moveTo(before(absent.shiftEnd, MINUTE));
    expect(await noShows()).toEqual([0]);
    api.clock.moveTo(absent.shiftEnd);
    expect(await noShows()).toEqual([1]);
    api.clock.moveTo(at('2026-12-01T12:00'));
    const { status, body } = await ask('GET', '/admin/coverage?from=2026-11-28&to=2026-12-07');
    expect(status).toBe(200);
    const same = { schedule_id: scheduleId, schedule_name: 'Patrol', shifts: 6, slots: 6 };
    expect(body).toEqual([
      { ...same, week: '2026-W48', booked: 2, fill_rate: 0.333, attended: 1, no_shows: 1, reports: 3 },
      { ...same, week: '2026-W49', booked: 1, fill_rate: 0.167, attended: 0, no_shows: 0, reports: 0 },
    ]);
    expect((await ask('GET', '/admin/coverage')).status).toBe(200);
  });

  it('is closed to volunteers and strangers', async () => {
    const knocks = ['/admin/roster', '/admin/roster.csv', '/admin/coverage'].map((path) => ({ method: 'GET', path }));
    expect(await refusals(world(), knocks)).toEqual(knocks.map(() => REFUSED));
  });
});
