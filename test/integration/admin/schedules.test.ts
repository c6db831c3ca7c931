import { expect, it } from 'vitest';
import { inTransaction } from '#src/db/in-transaction.ts';
import { bookSlot } from '#src/roster/bookings/book-slot.ts';
import { asCoordinator, codeOf, REFUSED, refusals, refusedPaths } from '#test/support/admin.ts';
import { at, buildSchedule, buildVolunteer } from '#test/support/build-roster.ts';

interface Previewed {
  schedule_id: number;
  next_shifts: { start_time: string; when: string }[];
}

const iso = (wallClock: string) => at(wallClock).toISOString();

asCoordinator((world) => {
  const path = (rest = '') => `/admin/schedules/${world().scheduleId}${rest}`;
  const volunteer = () => buildVolunteer(world().api.db);
  const listedFor = async (userId: number) => {
    const { body } = await world().api.call('GET', '/shifts/available?to=2026-12-15', { as: userId });
    return (body as { start_time: string }[]).map((shift) => shift.start_time);
  };
  const isBooked = async (bookingId: number) =>
    (await world().api.db('bookings').where({ bookingId }).first()).droppedAt === null;

  it('creates one with the usual values, and shows the next ten shifts that come of it', async () => {
    const { ask } = world();
    const values = {
      name: 'Holiday watch',
      cron_expr: '0 22 * * 5',
      meeting_place: 'Oak Park gate',
      start_date: '2026-12-01',
    };
    const created = await ask('POST', '/admin/schedules', values);
    expect(created).toMatchObject({
      status: 201,
      body: {
        ...values,
        end_date: null,
        duration_minutes: 120,
        capacity: 1,
        timezone: 'Africa/Johannesburg',
        exceptions: [],
      },
    });
    const { schedule_id: id, next_shifts: next } = created.body as Previewed;
    expect(next).toHaveLength(10);
    expect(next[0]).toMatchObject({ start_time: iso('2026-12-04T22:00'), when: 'Fri 4 Dec 2026 22:00-00:00' });
    expect(await ask('GET', `/admin/schedules/${id}`)).toEqual({ ...created, status: 200, headers: expect.anything() });
    const all = await ask('GET', '/admin/schedules');
    expect(all.body).toMatchObject([
      { schedule_id: world().scheduleId },
      { schedule_id: id, meeting_place: 'Oak Park gate' },
    ]);
    const audit = await ask('GET', `/admin/audit?subject=schedule:${id}`);
    expect(audit.body).toMatchObject({ items: [{ action: 'schedule.create', after: { name: 'Holiday watch' } }] });
  });

  it('names each field that makes a schedule without shifts', async () => {
    const { ask } = world();
    const sound = { name: 'X', cron_expr: '0 22 * * 5' };
    const refused = async (given: object) =>
      refusedPaths(await ask('POST', '/admin/schedules', { ...sound, ...given }));
    for (const cron of ['', '* * * *', '0 0 22 * * 5', 'H 22 * * 5', '0 25 * * *', '0 0 31 2 *', '@daily']) {
      expect(await refused({ cron_expr: cron }), cron).toEqual(['body.cron_expr']);
    }
    expect(await refused({ timezone: 'Mars/Base', capacity: 0, duration_minutes: 2000 })).toEqual([
      'body.duration_minutes',
      'body.timezone',
      'body.capacity',
    ]);
    expect(await refused({ start_date: '2026-12-02', end_date: '2026-12-01' })).toEqual(['body.end_date']);
    expect(await refused({ start_date: '2026-02-30' })).toEqual(['body.start_date']);
    expect(await refused({ start_date: '0000-01-01' })).toEqual(['body.start_date']);
    expect(await refused({ meeting_place: 'x'.repeat(41) })).toEqual(['body.meeting_place']);
    expect(await refused({ meeting_place: 'Парк' })).toEqual(['body.meeting_place']);
    expect(await refused({ name: 'x'.repeat(31), nope: 1 })).toContain('body.name');
    expect((await ask('PATCH', path(), {})).status).toBe(400);
    expect(refusedPaths(await ask('PATCH', path(), { cron_expr: 'nonsense' }))).toEqual(['body.cron_expr']);
  });

  it('refuses shifts that overlap or begin too often, and says what was probably meant', async () => {
    const { api, ask } = world();
    const messagesOf = ({ body }: { body: unknown }) =>
      (body as { errors: { path: string; message: string }[] }).errors.map(
        ({ path: at, message }) => `${at} ${message}`,
      );
    const created = (given: object) => ask('POST', '/admin/schedules', { name: 'X', ...given });
    const perMinute = 'its shifts overlap: each lasts 120 min, but some begin only 1 min apart.';
    expect(messagesOf(await created({ cron_expr: '* 20 * * 6' }))).toEqual([
      `body.cron_expr ${perMinute} Did you mean 0 20 * * 6?`,
    ]);
    expect(messagesOf(await created({ cron_expr: '* * * * *' }))).toEqual([
      `body.cron_expr ${perMinute} Did you mean 0 */2 * * *?`,
    ]);
    expect(messagesOf(await created({ cron_expr: '*/20 * * * *', duration_minutes: 20 }))).toEqual([
      'body.cron_expr begins 72 times a day, and 48 is the most. Did you mean 0 * * * *?',
    ]);
    expect(messagesOf(await ask('PATCH', path(), { cron_expr: '* 20 * * 6' }))).toEqual([
      `body.cron_expr ${perMinute} Did you mean 0 20 * * 6?`,
    ]);
    expect(messagesOf(await ask('PATCH', path(), { duration_minutes: 180 }))).toEqual([
      'body.duration_minutes its shifts overlap: each lasts 180 min, but some begin only 120 min apart. Did you mean 0 0 * * 6,0,1?',
    ]);
    expect(await api.db('schedules')).toHaveLength(1);
    expect(await created({ cron_expr: '*/30 * * * *', duration_minutes: 30 })).toMatchObject({ status: 201 });
  });

  it('can still rename and end a schedule whose shifts overlap, if it was stored before they were refused', async () => {
    const { api, ask } = world();
    const { userId } = await volunteer();
    const { scheduleId } = await buildSchedule(api.db, { cronExpr: '* 20 * * 6' });
    expect((await ask('GET', `/admin/schedules/${scheduleId}`)).body).toMatchObject({
      next_shifts: expect.arrayContaining([expect.objectContaining({ start_time: iso('2026-11-28T20:09') })]),
    });
    const listed = await listedFor(userId);
    expect(listed).toContain(iso('2026-11-28T20:47'));
    expect(listed).not.toContain(iso('2026-11-28T20:48'));
    expect((await ask('PATCH', `/admin/schedules/${scheduleId}`, { name: 'Once' })).status).toBe(200);
    expect((await ask('PATCH', `/admin/schedules/${scheduleId}`, { duration_minutes: 90 })).status).toBe(400);
    expect((await ask('POST', `/admin/schedules/${scheduleId}/end`, { end_date: '2026-12-01' })).status).toBe(200);
  });

  it('adds no shift to a day that has 48 of them', async () => {
    const { api, ask } = world();
    const { scheduleId } = await buildSchedule(api.db, { cronExpr: '*/30 * * * *', durationMinutes: 10 });
    const added = await ask('POST', `/admin/schedules/${scheduleId}/exceptions`, { add: iso('2026-12-02T20:15') });
    expect(added).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'body.add', message: 'this day has 48 shifts already' }] },
    });
  });

  it('changes a schedule if no booking loses its shift', async () => {
    const { ask, book } = world();
    const { booking } = await book(await volunteer(), '2026-11-28T00:00');
    const changed = await ask('PATCH', path(), {
      name: 'Late patrol',
      meeting_place: 'Gate 2',
      cron_expr: '0 0,4 * * 6,0,1',
    });
    expect(changed).toMatchObject({ status: 200, body: { name: 'Late patrol', meeting_place: 'Gate 2' } });
    expect((changed.body as Previewed).next_shifts[1]?.start_time).toBe(iso('2026-11-28T04:00'));
    expect(await isBooked(booking.bookingId)).toBe(true);
    const { body } = await ask('GET', `/admin/audit?action=schedule.change`);
    expect(body).toMatchObject({ items: [{ before: { name: 'Patrol' }, after: { name: 'Late patrol' } }] });
  });

  it.each([
    ['cron', { cron_expr: '0 2 * * 6,0,1' }],
    ['zone', { timezone: 'Europe/London' }],
    ['duration', { duration_minutes: 60 }],
    ['first day', { start_date: '2026-11-29' }],
    ['last day', { end_date: '2026-11-27' }],
  ])('refuses another %s that leaves a booking without its shift, and frees it when told to', async (_, change) => {
    const { ask, book, told } = world();
    const [booker, buddy] = [await volunteer(), await volunteer()];
    const { booking } = await book(booker, '2026-11-28T00:00', { buddy });
    const refused = await ask('PATCH', path(), change);
    expect(refused).toMatchObject({
      status: 409,
      body: { code: 'would_orphan', bookings: [{ booking_id: booking.bookingId, booker: { phone: booker.phone } }] },
    });
    expect(await isBooked(booking.bookingId)).toBe(true);
    expect(await told(booker)).toEqual([]);
    expect((await ask('PATCH', `${path()}?drop=some`, change)).status).toBe(400);
    expect(await ask('PATCH', `${path()}?drop=orphans`, change)).toMatchObject({ status: 200, body: change });
    expect(await isBooked(booking.bookingId)).toBe(false);
    const text = `Sorry, Sat 28 Nov 00:00-02:00 (Fri night), ${booking.ref}, is cancelled: the schedule has changed. Please don't go. Text SHIFTS to take another.`;
    expect(await told(booker)).toEqual([text]);
    expect(await told(buddy)).toEqual([text]);
  });

  it('does not change started shifts', async () => {
    const { api, ask, book } = world();
    const { booking } = await book(await volunteer(), '2026-11-28T00:00');
    api.clock.moveTo(at('2026-11-28T00:30'));
    expect((await ask('POST', path('/end'), { end_date: '2026-11-27' })).status).toBe(200);
    expect(await isBooked(booking.bookingId)).toBe(true);
  });

  it('reduces the capacity: bookings move to lower slots, and only the rest is in conflict', async () => {
    const { api, ask, book } = world();
    const { scheduleId } = await buildSchedule(api.db, { capacity: 3 });
    const start = '2026-11-28T02:00';
    const bookings = [];
    for (const person of [await volunteer(), await volunteer(), await volunteer()]) {
      bookings.push((await book(person, start, { scheduleId })).booking);
    }
    const [first, second, third] = bookings.map(({ bookingId }) => bookingId);
    await api.db('bookings').where({ bookingId: first }).update({ droppedAt: new Date() });
    expect((await ask('PATCH', `/admin/schedules/${scheduleId}`, { capacity: 2 })).status).toBe(200);
    const slots = await api.db('bookings').whereNull('droppedAt').orderBy('slot').select('bookingId', 'slot');
    expect(slots).toEqual([
      { bookingId: third, slot: 1 },
      { bookingId: second, slot: 2 },
    ]);
    const refused = await ask('PATCH', `/admin/schedules/${scheduleId}`, { capacity: 1 });
    expect(refused.body).toMatchObject({ code: 'would_orphan', bookings: [{ booking_id: second }] });
  });

  it('ends a schedule on a day, after which it has no shifts', async () => {
    const { ask } = world();
    const { userId } = await volunteer();
    const ended = await ask('POST', path('/end'), { end_date: '2026-11-29' });
    expect(ended).toMatchObject({ status: 200, body: { end_date: '2026-11-29' } });
    expect((await listedFor(userId)).at(-1)).toBe(iso('2026-11-29T02:00'));
    expect(refusedPaths(await ask('POST', path('/end'), { end_date: 'tomorrow' }))).toEqual(['body.end_date']);
    expect((await ask('POST', path('/end'), {})).status).toBe(400);
    expect((await ask('GET', '/admin/audit?action=schedule.end')).body).toMatchObject({ items: [{}] });
  });

  it('skips a day: it has no shifts until the exception is deleted', async () => {
    const { api, ask } = world();
    const { userId } = await volunteer();
    const added = await ask('POST', path('/exceptions'), { skip: '2026-11-29', reason: 'Holiday' });
    expect(added).toMatchObject({ status: 201, body: { skip: '2026-11-29', add: null, reason: 'Holiday' } });
    const { exception_id: exceptionId } = added.body as { exception_id: number };
    const listed = await listedFor(userId);
    expect(listed).toContain(iso('2026-11-28T02:00'));
    expect(listed).not.toContain(iso('2026-11-29T00:00'));
    const body = { schedule_id: world().scheduleId, start_time: iso('2026-11-29T00:00') };
    expect((await api.call('POST', '/bookings', { as: userId, body })).status).toBe(400);
    expect((await ask('POST', path('/exceptions'), { skip: '2026-11-29' })).status).toBe(409);
    expect((await ask('GET', path('/exceptions'))).body).toMatchObject([{ exception_id: exceptionId }]);
    expect((await ask('GET', path())).body).toMatchObject({ exceptions: [{ exception_id: exceptionId }] });
    expect((await ask('DELETE', path(`/exceptions/${exceptionId}`))).status).toBe(204);
    expect((await ask('DELETE', path(`/exceptions/${exceptionId}`))).status).toBe(404);
    expect((await api.call('POST', '/bookings', { as: userId, body })).status).toBe(201);
  });

  it('skips a night by the date of its evening, says how many shifts it hits, and gives people the reason', async () => {
    const { ask, book, told } = world();
    const [booker, buddy, other] = [await volunteer(), await volunteer(), await volunteer()];
    const { booking } = await book(booker, '2026-11-28T00:00', { buddy });
    // tonight's patrol starts on Saturday, so that skipping Friday's date hits nothing
    const byDate = await ask('POST', path('/exceptions'), { skip: '2026-11-27' });
    expect(byDate).toMatchObject({ status: 201, body: { skip: '2026-11-27', night: null, skipped_shifts: 0 } });
    expect(await isBooked(booking.bookingId)).toBe(true);

    const body = { night: '2026-11-27', reason: 'Storm warning' };
    expect(codeOf(await ask('POST', path('/exceptions'), body))).toBe('would_orphan');
    const byNight = await ask('POST', path('/exceptions?drop=orphans'), body);
    expect(byNight).toMatchObject({ status: 201, body: { ...body, skip: null, add: null, skipped_shifts: 2 } });
    expect(await isBooked(booking.bookingId)).toBe(false);
    const text = `Sorry, Sat 28 Nov 00:00-02:00 (Fri night), ${booking.ref}, is cancelled: "Storm warning". Please don't go. Text SHIFTS to take another.`;
    expect(await told(booker)).toEqual([text]);
    expect(await told(buddy)).toEqual([text]);
    expect((await listedFor(other.userId)).slice(0, 2)).toEqual([iso('2026-11-29T00:00'), iso('2026-11-29T02:00')]);

    expect(codeOf(await ask('POST', path('/exceptions'), { night: '2026-11-27' }))).toBe('conflict');
    expect(refusedPaths(await ask('POST', path('/exceptions'), { night: '2026-11-26' }))).toEqual(['body.night']);
    const { exception_id: exceptionId } = byNight.body as { exception_id: number };
    expect((await ask('GET', path('/exceptions'))).body).toMatchObject([
      { skip: '2026-11-27', skipped_shifts: 0 },
      { night: '2026-11-27', skipped_shifts: 2 },
    ]);
    const { body: audit } = await ask('GET', '/admin/audit?action=schedule.except');
    expect(audit).toMatchObject({ items: [{ after: { night: '2026-11-27', dropped: [booking.ref] } }, {}] });
    expect((await ask('DELETE', path(`/exceptions/${exceptionId}`))).status).toBe(204);
    expect((await listedFor(other.userId))[0]).toBe(iso('2026-11-28T00:00'));
  });

  it('can skip the rest of a night that has begun', async () => {
    const { api, ask } = world();
    api.clock.moveTo(at('2026-11-28T01:00'));
    expect((await ask('POST', path('/exceptions'), { night: '2026-11-27' })).status).toBe(201);
    expect((await listedFor((await volunteer()).userId))[0]).toBe(iso('2026-11-29T00:00'));
  });

  it.each([{ night: '2026-11-27' }, { skip: '2026-11-28' }])(
    'leaves shifts that have started on the roster and in the coverage: %o',
    async (given) => {
      const { api, ask } = world();
      const starting = (wallClock: string) => `"start_time":"${iso(wallClock)}"`;
      const nightIn = async (what: string) => {
        const { body } = await ask('GET', `/admin/${what}?from=2026-11-27&to=2026-11-28`);
        return JSON.stringify(body);
      };
      api.clock.moveTo(at('2026-11-28T01:00'));
      const before = await nightIn('coverage');
      expect(await nightIn('roster')).toContain(starting('2026-11-28T02:00'));
      expect((await ask('POST', path('/exceptions'), given)).body).toMatchObject({ ...given, skipped_shifts: 1 });
      expect(await nightIn('roster')).toContain(starting('2026-11-28T00:00'));
      expect(await nightIn('roster')).not.toContain(starting('2026-11-28T02:00'));
      expect(await nightIn('coverage')).not.toBe(before);

      api.clock.moveTo(at('2026-11-29T03:00'));
      const [coverage, roster] = [await nightIn('coverage'), await nightIn('roster')];
      expect((await ask('POST', path('/exceptions'), { skip: '2026-11-29' })).body).toMatchObject({
        skipped_shifts: 0,
      });
      expect(await nightIn('coverage')).toBe(coverage);
      expect(await nightIn('roster')).toBe(roster);
    },
  );

  it('counts a skipped shift for the first exception that takes it away', async () => {
    const { ask } = world();
    const except = async (given: object) => (await ask('POST', path('/exceptions'), given)).body;
    expect(await except({ skip: '2026-11-28' })).toMatchObject({ skipped_shifts: 2 });
    expect(await except({ night: '2026-11-27' })).toMatchObject({ skipped_shifts: 0 });
    expect((await ask('GET', path('/exceptions'))).body).toMatchObject([{ skipped_shifts: 2 }, { skipped_shifts: 0 }]);
  });

  it('refuses an added shift that overlaps another or does not start on a whole minute', async () => {
    const { ask } = world();
    const messageOf = ({ body }: { body: unknown }) =>
      (body as { errors: { path: string; message: string }[] }).errors.map((each) => `${each.path} ${each.message}`);
    const add = (start: string) => ask('POST', path('/exceptions'), { add: start });
    const overlaps = (start: string) => [`body.add overlaps the shift of this schedule that starts at ${iso(start)}`];
    expect(messageOf(await add(iso('2026-11-28T03:59')))).toEqual(overlaps('2026-11-28T02:00'));
    expect(messageOf(await add(iso('2026-11-27T22:01')))).toEqual(overlaps('2026-11-28T00:00'));
    expect(messageOf(await add('2026-12-02T20:00:30+02:00'))).toEqual(['body.add must be on a whole minute']);
    for (const start of ['2026-11-28T04:00', '2026-11-27T22:00', '2026-12-02T20:00'])
      expect((await add(iso(start))).status, start).toBe(201);
    expect(messageOf(await add(iso('2026-12-02T21:00')))).toEqual(overlaps('2026-12-02T20:00'));
  });

  it('refuses a change that makes an added shift overlap, until that shift has started', async () => {
    const { api, ask } = world();
    const { scheduleId } = await buildSchedule(api.db, { cronExpr: '0 18 * * *' });
    const there = `/admin/schedules/${scheduleId}`;
    const except = (given: object) => ask('POST', `${there}/exceptions`, given);
    expect((await except({ add: iso('2026-11-28T20:30') })).status).toBe(201);
    expect(refusedPaths(await ask('PATCH', there, { duration_minutes: 151 }))).toEqual(['body.duration_minutes']);
    expect(refusedPaths(await ask('PATCH', there, { cron_expr: '0 19 * * *' }))).toEqual(['body.cron_expr']);
    expect((await ask('PATCH', there, { duration_minutes: 150, name: 'Longer' })).status).toBe(200);

    const skipped = await except({ skip: '2026-11-30' });
    expect((await except({ add: iso('2026-11-30T19:00') })).status).toBe(201);
    const { exception_id: id } = skipped.body as { exception_id: number };
    expect(codeOf(await ask('DELETE', `${there}/exceptions/${id}`))).toBe('conflict');
    api.clock.moveTo(at('2026-11-30T19:01'));
    expect((await ask('PATCH', there, { duration_minutes: 180 })).status).toBe(200);
  });

  it('adds a shift, which is listed, booked and reminded like any other', async () => {
    const { api, ask, told } = world();
    const member = await volunteer();
    const start = iso('2026-12-02T20:00');
    const added = await ask('POST', path('/exceptions'), { add: '2026-12-02T18:00:00+00:00' });
    expect(added).toMatchObject({ status: 201, body: { add: start, skip: null } });
    expect(await listedFor(member.userId)).toContain(start);
    const body = { schedule_id: world().scheduleId, start_time: start };
    expect((await api.call('POST', '/bookings', { as: member.userId, body })).status).toBe(201);
    api.clock.moveTo(at('2026-12-01T20:30'));
    await api.services.timers.runDue();
    expect((await told(member)).at(-1)).toContain('Wed 2 Dec 20:00-22:00');
    const { exception_id: id } = added.body as { exception_id: number };
    expect(codeOf(await ask('DELETE', path(`/exceptions/${id}`)))).toBe('would_orphan');
    expect((await ask('DELETE', path(`/exceptions/${id}?drop=orphans`))).status).toBe(204);
    expect((await told(member)).at(-1)).toContain('is cancelled');
    const { body: audit } = await ask('GET', `/admin/audit?subject=schedule:${world().scheduleId}`);
    expect(audit).toMatchObject({
      items: [
        { action: 'schedule.unexcept', before: { add: start } },
        { action: 'schedule.except', after: { add: start } },
      ],
    });
  });

  it('refuses exceptions that change nothing, or that remove a booked shift', async () => {
    const { ask, book } = world();
    const except = (body: unknown) => ask('POST', path('/exceptions'), body);
    expect(codeOf(await except({ add: iso('2026-11-28T00:00') }))).toBe('conflict');
    expect(refusedPaths(await except({ add: iso('2026-11-20T20:00') }))).toEqual(['body.add']);
    expect(refusedPaths(await except({ skip: '2026-11-20' }))).toEqual(['body.skip']);
    for (const body of [
      {},
      { skip: '2026-12-01', add: iso('2026-12-02T20:00') },
      { skip: 'x' },
      { add: '2026-12-02T20:00' },
    ]) {
      expect((await except(body)).status).toBe(400);
    }
    await ask('POST', path('/end'), { end_date: '2026-12-31' });
    expect(refusedPaths(await except({ add: iso('2027-01-05T20:00') }))).toEqual(['body.add']);
    const { booking } = await book(await volunteer(), '2026-11-28T00:00');
    expect(await except({ skip: '2026-11-28' })).toMatchObject({ status: 409, body: { code: 'would_orphan' } });
    expect((await ask('POST', path('/exceptions?drop=orphans'), { skip: '2026-11-28' })).status).toBe(201);
    expect(await isBooked(booking.bookingId)).toBe(false);
  });

  it('finds no missing schedule', async () => {
    const { ask } = world();
    const there = (rest: string) => `/admin/schedules/999999${rest}`;
    const answers = [
      await ask('GET', there('')),
      await ask('PATCH', there(''), { name: 'X' }),
      await ask('POST', there('/end'), { end_date: '2026-12-01' }),
      await ask('GET', there('/exceptions')),
      await ask('POST', there('/exceptions'), { skip: '2026-12-01' }),
      await ask('DELETE', there('/exceptions/1')),
    ];
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404));
  });

  it('a booking at the same moment does not lose its shift', async () => {
    const { api, ask } = world();
    const people = await Promise.all(Array.from({ length: 12 }, volunteer));
    const { scheduleId } = await buildSchedule(api.db, { capacity: 20 });
    const request = { scheduleId, startsAt: at('2026-11-28T00:00'), buddy: { kind: 'none' } as const };
    const booked = people.map(({ userId }) =>
      inTransaction(api.db, (trx) => bookSlot(trx, api.services.settings, { userId, ...request })),
    );
    const change = ask('PATCH', `/admin/schedules/${scheduleId}?drop=orphans`, { cron_expr: '0 3 * * *' });
    const outcomes = (await Promise.all(booked)).map(({ outcome }) => outcome);
    expect((await change).status).toBe(200);
    expect(outcomes.every((outcome) => ['booked', 'notAShift'].includes(outcome))).toBe(true);
    expect(await api.db('bookings').where({ scheduleId }).whereNull('droppedAt')).toEqual([]);
    const texts = await api.db('outbox').where('payload', 'like', 'Sorry%');
    expect(texts).toHaveLength(outcomes.filter((outcome) => outcome === 'booked').length);
  });

  it('is closed to volunteers and strangers', async () => {
    const knocks = [
      { method: 'GET', path: '/admin/schedules' },
      { method: 'GET', path: path() },
      { method: 'POST', path: '/admin/schedules', body: { name: 'X', cron_expr: '0 22 * * 5' } },
      { method: 'PATCH', path: path(), body: { name: 'X' } },
      { method: 'POST', path: path('/end'), body: { end_date: '2026-12-01' } },
      { method: 'GET', path: path('/exceptions') },
      { method: 'POST', path: path('/exceptions'), body: { skip: '2026-12-01' } },
      { method: 'DELETE', path: path('/exceptions/1') },
    ];
    expect(await refusals(world(), knocks)).toEqual(knocks.map(() => REFUSED));
  });
});
