import fc from 'fast-check';
import { expect, it } from 'vitest';
import { asCoordinator } from '#test/support/admin.ts';
import { at, buildVolunteer } from '#test/support/build-roster.ts';

const odd = fc.oneof(
  fc.constantFrom('', ' ', '\u0000', 'a\u0000b', '\ud800', '🦉', '%00', "'; drop table users; --", '../..', 'null'),
  fc.constantFrom(-1, 0, 0.5, 2 ** 31, 2 ** 53, 1e300, true, false, null, [], {}, [1], { a: 1 }),
  fc.constantFrom(
    '0000-01-01',
    '9999-12-31',
    '2026-02-30',
    '2026-11-28',
    '9999-12-31T23:59:59Z',
    '0001-01-01T00:00:00Z',
  ),
  fc.constantFrom(
    '* * * * *',
    '0 0 * * 7',
    '0 0 29 2 *',
    'L * * * *',
    '0 0 1W * *',
    '0 0 * * 5#3',
    'Africa/Johannesburg',
  ),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.integer(),
);

const words = odd.filter((value) => typeof value !== 'object').map((value) => encodeURIComponent(wellFormed(value)));

function wellFormed(value: unknown): string {
  return String(value).toWellFormed();
}

asCoordinator((world) => {
  it('are never a failure of ours, whatever field they are in', { timeout: 120_000 }, async () => {
    const { ask, scheduleId } = world();
    const { userId } = await buildVolunteer(world().api.db);
    const start = at('2026-11-28T00:00').toISOString();
    const bodies: [string, string, Record<string, unknown>][] = [
      ['POST', '/admin/users', { name: 'Bo', phone: '0835550001', role: 'volunteer' }],
      ['PATCH', `/admin/users/${userId}`, { name: 'Bo', phone: '0835550002', role: 'volunteer', status: 'active' }],
      [
        'POST',
        '/admin/schedules',
        { name: 'X', cron_expr: '0 1 * * *', start_date: null, timezone: 'UTC', capacity: 2 },
      ],
      [
        'PATCH',
        `/admin/schedules/${scheduleId}`,
        { name: 'X', end_date: null, duration_minutes: 60, meeting_place: 'x' },
      ],
      ['POST', `/admin/schedules/${scheduleId}/end`, { end_date: '2026-12-31' }],
      ['POST', `/admin/schedules/${scheduleId}/exceptions`, { skip: '2026-12-05', reason: 'x' }],
      ['POST', `/admin/schedules/${scheduleId}/exceptions`, { add: start, reason: 'x' }],
      ['POST', '/admin/bookings', { user_id: userId, schedule_id: scheduleId, start_time: start, buddy_name: 'Bo' }],
      ['PATCH', '/admin/bookings/1', { schedule_id: scheduleId, start_time: start }],
      ['PATCH', '/admin/bookings/1/attendance', { attended: true }],
    ];
    const queries = [
      ...['search', 'status', 'role', 'cursor', 'limit'].map((name) => `/admin/users?${name}=`),
      ...['from', 'to', 'night'].map((name) => `/admin/roster?${name}=`),
      ...['from', 'to'].map((name) => `/admin/coverage?${name}=`),
      ...['subject', 'actor_user_id', 'action', 'cursor'].map((name) => `/admin/audit?${name}=`),
      ...['/admin/users/', '/admin/schedules/', '/admin/bookings/'],
    ];
    const inBody = fc.constantFrom(...bodies).chain(([method, path, sound]) =>
      fc.tuple(fc.constantFrom(...Object.keys(sound)), odd).map(([field, value]) => {
        return { method, path, body: { ...sound, [field]: value } as unknown };
      }),
    );
    const inAddress = fc
      .tuple(fc.constantFrom(...queries), words)
      .map(([start, word]) => ({ method: 'GET', path: `${start}${word}`, body: undefined as unknown }));
    await fc.assert(
      fc.asyncProperty(fc.oneof(inBody, inAddress), async ({ method, path, body }) => {
        const { status, text } = await ask(method, path, body);
        expect(status, text).toBeLessThan(500);
      }),
      { numRuns: 300 },
    );
  });
});
