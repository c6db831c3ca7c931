import { beforeAll, beforeEach, expect, test } from 'vitest';
import { at, buildSchedule, buildVolunteer } from '#test/support/build-roster.ts';
import { onBothApis } from '#test/support/on-both-apis.ts';

interface ListedShift {
  schedule_id: number;
  schedule_name: string;
  start_time: string;
  end_time: string;
  timezone: string;
  when: string;
}

onBothApis((api) => {
  let userId: number;

  beforeAll(async () => {
    ({ userId } = await buildVolunteer(api().db));
  });

  beforeEach(() => api().clock.moveTo(at('2026-11-27T18:00')));

  const list = async (query: Record<string, string> = {}, as = userId) => {
    const answer = await api().call('GET', `/shifts/available?${new URLSearchParams(query)}`, { as });
    return { ...answer, shifts: answer.body as ListedShift[] };
  };
  const starts = async (query: Record<string, string>) =>
    (await list(query)).shifts.map(({ when }) => when.replace(' 2026', '').slice(0, 16));

  test('the schedules are listed, without their meeting places', async () => {
    await api().db('schedules').where({ scheduleId: 1 }).update({ meetingPlace: 'Corner of Oak and 3rd' });
    const { status, body } = await api().call('GET', '/schedules', { as: userId });
    expect(status).toBe(200);
    expect(body).toMatchObject([
      { schedule_id: 1, name: 'Summer Patrol (Nov-Apr)', cron_expr: '0 0,2 * 11-12,1-4 6,0,1' },
      { schedule_id: 2, name: 'Winter Patrol (May-Oct)', duration_minutes: 120, timezone: 'Africa/Johannesburg' },
    ]);
    expect(JSON.stringify(body)).not.toContain('Oak');
  });

  test('the next 14 days are listed by default', async () => {
    const { status, shifts } = await list();
    expect(status).toBe(200);
    expect(shifts).toHaveLength(12);
    expect(shifts[0]).toEqual({
      schedule_id: 1,
      schedule_name: 'Summer Patrol (Nov-Apr)',
      start_time: '2026-11-27T22:00:00.000Z',
      end_time: '2026-11-28T00:00:00.000Z',
      timezone: 'Africa/Johannesburg',
      when: 'Sat 28 Nov 2026 00:00-02:00 (Fri night)',
    });
    expect(shifts.at(-1)?.start_time).toBe('2026-12-07T00:00:00.000Z');
  });

  test("local dates of the watch's zone are both included", async () => {
    const days = { from: '2026-11-28', to: '2026-11-29' };
    expect(await starts(days)).toEqual([
      'Sat 28 Nov 00:00',
      'Sat 28 Nov 02:00',
      'Sun 29 Nov 00:00',
      'Sun 29 Nov 02:00',
    ]);
    expect(await starts({ from: '2026-11-28', to: '2026-11-28' })).toHaveLength(2);
    expect(await starts({ from: '2026-12-05' })).toHaveLength(12);
  });

  test('of two date-times the second is not included, in whatever offset', async () => {
    const from = '2026-11-28T00:00:00+02:00';
    expect(await starts({ from, to: '2026-11-28T02:00:00+02:00' })).toEqual(['Sat 28 Nov 00:00']);
    expect(await starts({ from, to: '2026-11-28T00:00:01Z' })).toHaveLength(2);
    expect(await starts({ from, to: from })).toEqual([]);
    expect(await starts({ from, to: '2026-11-28' })).toHaveLength(2);
  });

  test('started shifts are not listed, and a limit lists the first ones', async () => {
    api().clock.moveTo(at('2026-11-28T00:30'));
    expect(await starts({ from: '2026-11-20', to: '2026-11-28' })).toEqual(['Sat 28 Nov 02:00']);
    expect(await starts({ limit: '3' })).toHaveLength(3);
  });

  test('a period without shifts has an empty list', async () => {
    expect(await list({ from: '2026-12-01', to: '2026-12-04' })).toMatchObject({ status: 200, body: [] });
    expect(await list({ from: '2026-10-01', to: '2026-10-31' })).toMatchObject({ status: 200, body: [] });
  });

  test('one season ends and the next begins', async () => {
    api().clock.moveTo(at('2026-04-20T18:00'));
    const { shifts } = await list({ from: '2026-04-25', to: '2026-05-04' });
    expect(shifts.map(({ schedule_id, when }) => `${schedule_id} ${when.replace(' 2026', '').slice(0, 16)}`)).toEqual([
      '1 Sat 25 Apr 00:00',
      '1 Sat 25 Apr 02:00',
      '1 Sun 26 Apr 00:00',
      '1 Sun 26 Apr 02:00',
      '1 Mon 27 Apr 00:00',
      '1 Mon 27 Apr 02:00',
      '2 Sat 2 May 01:00-',
      '2 Sat 2 May 03:00-',
      '2 Sun 3 May 01:00-',
      '2 Sun 3 May 03:00-',
      '2 Mon 4 May 01:00-',
      '2 Mon 4 May 03:00-',
    ]);
  });

  test('taken shifts, and shifts that overlap my own, are left out', async () => {
    const other = await buildVolunteer(api().db);
    const first = { schedule_id: 1, start_time: '2026-11-28T00:00:00+02:00' };
    expect((await api().call('POST', '/bookings', { as: other.userId, body: first })).status).toBe(201);
    const long = await buildSchedule(api().db, { cronExpr: '0 23 28 11 *', durationMinutes: 240, capacity: 2 });
    const body = { schedule_id: long.scheduleId, start_time: '2026-11-28T23:00:00+02:00' };
    expect((await api().call('POST', '/bookings', { as: userId, body })).status).toBe(201);
    const days = { from: '2026-11-28', to: '2026-11-29' };
    expect(await starts(days)).toEqual(['Sat 28 Nov 02:00']);
    expect((await list(days, other.userId)).shifts).toHaveLength(4);
  });

  test.each([
    [{ from: '2026-11-31' }, 'from'],
    [{ from: 'tomorrow' }, 'from'],
    [{ from: '' }, 'from'],
    [{ to: '2026-12-01T00:00:00' }, 'to'],
    [{ to: '2026-12-01T00:00:00 02:00' }, 'to'],
    [{ from: '2026-12-02', to: '2026-12-01' }, 'to'],
    [{ from: '2026-12-02T00:00:00Z', to: '2026-12-01T23:59:59Z' }, 'to'],
    [{ to: '2026-11-01' }, 'to'],
    [{ from: '2026-11-27', to: '2027-02-27' }, 'to'],
    [{ from: '9999-12-31' }, 'from'],
    [{ to: '9999-12-31' }, 'to'],
    [{ from: '1999-12-31' }, 'from'],
    [{ limit: '0' }, 'limit'],
    [{ limit: '501' }, 'limit'],
    [{ limit: '2.5' }, 'limit'],
    [{ limit: 'all' }, 'limit'],
  ])('%j is an error, never a silent cut', async (query, path) => {
    const refused = await list(query);
    expect(refused).toMatchObject({ status: 400, body: { code: 'validation_failed' } });
    expect(refused.body).toMatchObject({ errors: [{ path: `query.${path}` }] });
  });

  test('the longest period is allowed, an unknown parameter is not', async () => {
    expect((await list({ from: '2026-11-27', to: '2027-02-26' })).status).toBe(200);
    expect((await list({ page: '2' })).status).toBe(400);
    const twice = await api().call('GET', '/shifts/available?limit=1&limit=2', { as: userId });
    expect(twice.status).toBe(400);
  });

  test('more than can be listed is an error unless a limit was set', async () => {
    const built = [];
    for (const minute of [0, 5, 10, 15, 20, 25]) {
      const cronExpr = `${minute},${minute + 30} * * * *`;
      built.push((await buildSchedule(api().db, { cronExpr, durationMinutes: 5 })).scheduleId);
    }
    const days = { from: '2026-12-15', to: '2026-12-16' };
    expect(await list(days)).toMatchObject({ status: 400, body: { errors: [{ path: 'query.limit' }] } });
    expect((await list({ ...days, limit: '500' })).shifts).toHaveLength(500);
    await api().db('schedules').whereIn('scheduleId', built).delete();
  });
});
