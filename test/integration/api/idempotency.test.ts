import { beforeEach, expect, test } from 'vitest';
import { ENDPOINTS } from '#src/http/endpoints.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { at, buildSchedule, buildVolunteer } from '#test/support/build-roster.ts';
import { onBothApis } from '#test/support/on-both-apis.ts';

const NIGHT = '2026-11-28T00:00:00+02:00';

/** Posts without a stored answer. docs/api.md says of each why, and what a repeat does. */
const WITHOUT_KEY = [
  ...['register', 'verify', 'logout', 'openMyCalendar', 'previewBroadcast'],
  ...['cancelBroadcast', 'acknowledgeReport', 'redactReport', 'seeToText', 'requeueDeadLetter'],
];
let keys = 0;

test('every post takes a key, except those whose answer must not be stored or whose repeat is harmless', () => {
  const withoutKey = ENDPOINTS.filter(({ method, isRepeatable }) => method === 'post' && !isRepeatable);
  expect(withoutKey.map(({ operationId }) => operationId).sort()).toEqual([...WITHOUT_KEY].sort());
});

onBothApis((api) => {
  let thandi: User;
  let scheduleId: number;
  let key: string;

  beforeEach(async () => {
    api().clock.moveTo(at('2026-11-27T18:00'));
    ({ scheduleId } = await buildSchedule(api().db));
    thandi = await buildVolunteer(api().db);
    keys += 1;
    key = `key-${keys}`;
  });

  const post = (path: string, body: object, by: User = thandi, idempotencyKey = key) =>
    api().call('POST', path, { as: by.userId, body, headers: { 'idempotency-key': idempotencyKey } });
  const book = (by: User = thandi, more: object = {}) =>
    post('/bookings', { schedule_id: scheduleId, start_time: NIGHT, ...more }, by);

  test('a repeated booking gets the first answer, and one confirmation', async () => {
    const first = await book();
    expect(first.status).toBe(201);
    for (let repeat = 0; repeat < 3; repeat += 1) {
      expect(await book()).toMatchObject({ status: 201, body: first.body });
    }
    expect(await book(thandi, { start_time: '2026-11-27T22:00:00Z' })).toMatchObject({ status: 201, body: first.body });
    expect(await api().queuedFor(thandi.phone ?? '')).toHaveLength(1);
  });

  test('repeats at the same moment get the first answer too', async () => {
    const token = await api().tokenOf(thandi.userId);
    const body = { schedule_id: scheduleId, start_time: NIGHT };
    const headers = { 'idempotency-key': key };
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => api().call('POST', '/bookings', { token, body, headers })),
    );
    for (const { status, body: answered } of answers) {
      expect({ status, answered }).toEqual({ status: 201, answered: answers[0]?.body });
    }
    expect(await api().queuedFor(thandi.phone ?? '')).toHaveLength(1);
  });

  test('repeated reports are one, on shift and off shift', async () => {
    const { booking_id } = (await book()).body as { booking_id: number };
    for (const [index, path] of ['/reports', `/bookings/${booking_id}/report`].entries()) {
      const file = () => post(path, { severity: 1, message: 'Gate 4 was open' }, thandi, `${key}-report-${index}`);
      const first = await file();
      expect(first.status).toBe(201);
      const answers = await Promise.all([file(), file(), file()]);
      for (const { body } of answers) expect(body).toEqual(first.body);
    }
    expect((await api().call('GET', '/reports', { as: thandi.userId })).body).toHaveLength(2);
  });

  test('a key belongs to one request', async () => {
    await book();
    const others = [
      await book(thandi, { start_time: '2026-11-28T02:00:00+02:00' }),
      await post('/reports', { severity: 0, message: 'All quiet' }),
    ];
    for (const other of others) expect(other).toMatchObject({ status: 409, body: { code: 'key_reused' } });
  });

  test('a coordinator who repeats a change gets the first answer, and it happens once', async () => {
    const ann = await buildVolunteer(api().db, { role: 'coordinator' });
    const sipho = await buildVolunteer(api().db);
    const schedule = `/admin/schedules/${scheduleId}`;
    const posts: [path: string, body: object, status: number][] = [
      [`${schedule}/exceptions`, { skip: '2026-12-05' }, 201],
      [`${schedule}/end`, { end_date: '2026-12-31' }, 200],
      [`/admin/users/${sipho.userId}/leave`, {}, 200],
      [`/admin/users/${thandi.userId}/forget`, {}, 200],
      ['/admin/dead-letters/requeue', { message_type: 'announcement' }, 200],
    ];
    for (const [index, [path, body, status]] of posts.entries()) {
      const send = () => post(path, body, ann, `${key}-${index}`);
      const first = await send();
      expect({ path, status: first.status }).toEqual({ path, status });
      const audited = await api().db('audit_events');
      expect(await send()).toMatchObject({ status, body: first.body });
      expect(await api().db('audit_events')).toHaveLength(audited.length);
      expect(
        await api()
          .db('repeats')
          .where({ userId: ann.userId, repeatKey: `${key}-${index}` }),
      ).toHaveLength(1);
    }
  });

  test('a key belongs to one query', async () => {
    const ann = await buildVolunteer(api().db, { role: 'coordinator' });
    const end = (query: string) => post(`/admin/schedules/${scheduleId}/end${query}`, { end_date: '2026-12-31' }, ann);
    expect((await end('')).status).toBe(200);
    expect(await end('?drop=orphans')).toMatchObject({ status: 409, body: { code: 'key_reused' } });
  });

  test('a key belongs to one person', async () => {
    await book();
    const sipho = await buildVolunteer(api().db);
    expect(await book(sipho)).toMatchObject({ status: 409, body: { code: 'slot_taken' } });
  });

  test('a refused request may be repeated with its key', async () => {
    const sipho = await buildVolunteer(api().db);
    const { booking_id } = (await book(sipho)).body as { booking_id: number };
    expect((await book()).status).toBe(409);
    await api().call('DELETE', `/bookings/${booking_id}`, { as: sipho.userId });
    expect((await book()).status).toBe(201);
  });

  test('a key that is too long is refused', async () => {
    expect((await post('/reports', { severity: 0, message: 'x' }, thandi, 'k'.repeat(201))).status).toBe(400);
  });
});
