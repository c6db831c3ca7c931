import { beforeEach, describe, expect, test } from 'vitest';
import { inTransaction } from '#src/db/in-transaction.ts';
import { changeBuddy } from '#src/roster/buddies/change-buddy.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { at, buildSchedule, buildVolunteer } from '#test/support/build-roster.ts';
import { onBothApis } from '#test/support/on-both-apis.ts';

onBothApis((api) => {
  let thandi: User;

  beforeEach(async () => {
    api().clock.moveTo(at('2026-11-27T18:00'));
    thandi = await buildVolunteer(api().db, { name: 'Thandi Nkosi' });
  });

  const call = (method: string, path: string, body?: unknown) =>
    api().call(method, path, { as: thandi.userId, ...(body !== undefined && { body }) });

  describe('me', () => {
    test('shows my own number, name, role and status', async () => {
      expect((await call('GET', '/me')).body).toEqual({
        user_id: thandi.userId,
        phone: thandi.phone,
        name: 'Thandi Nkosi',
        role: 'volunteer',
        status: 'active',
        language: 'en',
        created_at: '2026-11-01T10:00:00.000Z',
      });
    });

    test('can be renamed, also where I am somebody’s buddy', async () => {
      const sipho = await buildVolunteer(api().db);
      const { scheduleId } = await buildSchedule(api().db);
      const body = { schedule_id: scheduleId, start_time: '2026-11-28T00:00:00+02:00', buddy_phone: thandi.phone };
      await api().call('POST', '/bookings', { as: sipho.userId, body });
      const renamed = await call('PATCH', '/me', { name: ' Thandi  Dlamini ', language: 'en' });
      expect(renamed).toMatchObject({ status: 200, body: { name: 'Thandi Dlamini', language: 'en' } });
      const [booking] = (await api().call('GET', '/bookings', { as: sipho.userId })).body as object[];
      expect(booking).toMatchObject({ buddy_name: 'Thandi D' });
      const [event] = await api()
        .db('audit_events')
        .where({ subject: `user:${thandi.userId}`, action: 'user.rename' });
      expect(event).toMatchObject({ channel: 'api', actorUserId: thandi.userId });
    });

    test.each([
      [{}],
      [{ name: '' }],
      [{ name: '!!' }],
      [{ name: 'x'.repeat(41) }],
      [{ name: null }],
      [{ language: 'xx' }],
      [{ language: 1 }],
      [{ role: 'coordinator' }],
      [{ phone: '+27821234567' }],
      [{ name: 'Thandi', status: 'active' }],
      ['{"name"'],
    ])('%j is refused', async (body) => {
      expect((await call('PATCH', '/me', body)).status).toBe(400);
      expect((await call('GET', '/me')).body).toMatchObject({ name: 'Thandi Nkosi', role: 'volunteer' });
    });
  });

  describe('my calendar', () => {
    const open = async (): Promise<string> => {
      const { status, body } = await call('POST', '/me/calendar');
      expect(status).toBe(201);
      return new URL((body as { url: string }).url).pathname;
    };
    const read = (path: string) => api().call('GET', path);
    const lines = (text: string) => text.replaceAll('\r\n ', '').split('\r\n');

    async function booked(by: User, start: string, more = {}) {
      const { scheduleId } = await buildSchedule(api().db, { meetingPlace: 'Oak, corner of 3rd' });
      const body = { schedule_id: scheduleId, start_time: start, ...more };
      const answer = await api().call('POST', '/bookings', { as: by.userId, body });
      return answer.body as { booking_id: number; ref: string };
    }

    test('has my shifts in UTC, with place, buddy and the shift’s own clock', async () => {
      const sipho = await buildVolunteer(api().db, { name: 'Sipho Mokoena' });
      const one = await booked(thandi, '2026-11-28T00:00:00+02:00', {
        buddy_phone: '083 200 1001',
        buddy_name: 'Lerato',
      });
      const two = await booked(sipho, '2026-11-28T02:00:00+02:00', { buddy_phone: thandi.phone });
      await booked(sipho, '2026-11-29T02:00:00+02:00');
      const feed = await read(await open());
      expect(feed.status).toBe(200);
      expect(feed.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
      expect(feed.headers.get('cache-control')).toBe('no-store');
      const all = lines(feed.text);
      expect(all[0]).toBe('BEGIN:VCALENDAR');
      expect(all.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(2);
      expect(all).toContain('DTSTART:20261127T220000Z');
      expect(all).toContain('DTEND:20261128T000000Z');
      expect(all).toContain('SUMMARY:Patrol with Lerato');
      expect(all).toContain('SUMMARY:Patrol with Sipho M');
      expect(all).toContain('LOCATION:Oak\\, corner of 3rd');
      expect(feed.text.replaceAll('\r\n ', '')).toContain('(Fri night)\\, Africa/Johannesburg.');
      for (const { ref, booking_id } of [one, two]) {
        expect(feed.text).toContain(`UID:booking-${booking_id}@`);
        expect(feed.text).toContain(`Ref ${ref}`);
      }
      expect(feed.text).not.toContain('832001001');
    });

    test('without any shift still has a component, as every calendar must', async () => {
      const feed = await read(await open());
      expect(feed.status).toBe(200);
      const all = lines(feed.text);
      expect(all.filter((line) => line.startsWith('BEGIN:'))).toEqual([
        'BEGIN:VCALENDAR',
        'BEGIN:VTIMEZONE',
        'BEGIN:STANDARD',
      ]);
      expect(all.slice(-2)).toEqual(['END:VCALENDAR', '']);
    });

    /** One property of each event, in the order of the feed. */
    const all = async (path: string, name: string) =>
      lines((await read(path)).text).flatMap((line) =>
        line.startsWith(`${name}:`) ? [line.slice(name.length + 1)] : [],
      );

    test('shows a change as a newer revision of the same event', async () => {
      const lead = await buildVolunteer(api().db, { role: 'coordinator' });
      const path = await open();
      const booking = await booked(thandi, '2026-11-28T00:00:00+02:00');
      const { scheduleId } = await api().db('bookings').where({ bookingId: booking.booking_id }).first();
      const uids = await all(path, 'UID');
      const change = async (at: string, body: object) => {
        const [sequence] = await all(path, 'SEQUENCE');
        const modified = await all(path, 'LAST-MODIFIED');
        api().clock.moveTo(new Date(api().clock.now().getTime() + 60_000));
        expect((await api().call('PATCH', at, { as: lead.userId, body })).status).toBe(200);
        expect(await all(path, 'UID')).toEqual(uids);
        expect(Number((await all(path, 'SEQUENCE'))[0])).toBe(Number(sequence) + 1);
        expect(await all(path, 'LAST-MODIFIED')).not.toEqual(modified);
      };

      expect(await all(path, 'SEQUENCE')).toEqual(['0']);
      expect(await all(path, 'STATUS')).toEqual(['CONFIRMED']);
      await change(`/admin/bookings/${booking.booking_id}`, { start_time: '2026-11-28T02:00:00+02:00' });
      expect(await all(path, 'DTSTART')).toEqual(['20261128T000000Z']);
      await change(`/admin/schedules/${scheduleId}`, { meeting_place: 'The school gate' });
      expect(await all(path, 'LOCATION')).toEqual(['The school gate']);
      const before = (await read(path)).text;
      await api().call('PATCH', `/admin/schedules/${scheduleId}`, { as: lead.userId, body: { capacity: 3 } });
      expect((await read(path)).text.replace(/DTSTAMP.*/g, '')).toBe(before.replace(/DTSTAMP.*/g, ''));
    });

    test('a buddy’s new name is a newer revision too', async () => {
      const path = await open();
      const sipho = await buildVolunteer(api().db, { name: 'Sipho Mokoena' });
      await booked(thandi, '2026-11-28T00:00:00+02:00', { buddy_phone: sipho.phone });
      await api().call('PATCH', '/me', { as: sipho.userId, body: { name: 'Sizwe Mokoena' } });
      expect(await all(path, 'SUMMARY')).toEqual(['Patrol with Sizwe M']);
      expect(await all(path, 'SEQUENCE')).toEqual(['1']);
    });

    test('shows a dropped shift as cancelled for two weeks, to the booker and to the buddy', async () => {
      const path = await open();
      const sipho = await buildVolunteer(api().db, { name: 'Sipho Mokoena' });
      const { url } = (await api().call('POST', '/me/calendar', { as: sipho.userId })).body as { url: string };
      const ofBuddy = new URL(url).pathname;
      const { booking_id, ref } = await booked(thandi, '2026-11-28T00:00:00+02:00', { buddy_phone: sipho.phone });
      await call('DELETE', `/bookings/${booking_id}`);
      for (const feed of [path, ofBuddy]) {
        expect(await all(feed, 'STATUS')).toEqual(['CANCELLED']);
        expect(await all(feed, 'SEQUENCE')).toEqual(['1']);
        expect(await all(feed, 'SUMMARY')).toEqual(['Cancelled: patrol']);
        expect((await read(feed)).text).toContain(`UID:booking-${booking_id}@`);
        // a word of its own: the stamps have T1 and T2 in them
        expect((await read(feed)).text).not.toMatch(new RegExp(`\\b${ref}\\b`));
      }
      api().clock.moveTo(new Date('2026-12-11T15:59:00Z'));
      expect(await all(path, 'STATUS')).toEqual(['CANCELLED']);
      api().clock.moveTo(new Date('2026-12-11T17:00:00Z'));
      expect(await all(path, 'STATUS')).toEqual([]);
    });

    test('shows a buddy who left or was replaced that the shift is cancelled for them, and not what became of it', async () => {
      const lead = await buildVolunteer(api().db, { role: 'coordinator' });
      const sipho = await buildVolunteer(api().db, { name: 'Sipho Mokoena' });
      const { booking_id } = await booked(sipho, '2026-11-28T00:00:00+02:00', { buddy_phone: thandi.phone });
      const path = await open();
      expect(await all(path, 'STATUS')).toEqual(['CONFIRMED']);
      await call('DELETE', `/bookings/${booking_id}`);
      expect(await all(path, 'STATUS')).toEqual(['CANCELLED']);

      const patch = (body: object) => api().call('PATCH', `/admin/bookings/${booking_id}`, { as: lead.userId, body });
      const nameBuddy = (name: string, phone?: string) =>
        inTransaction(api().db, (trx) => {
          const buddy = { kind: 'named', name, phone } as const;
          return changeBuddy(trx, api().services.settings, { userId: sipho.userId, bookingId: booking_id, buddy });
        });
      await nameBuddy('Thandi', thandi.phone ?? '');
      expect(await all(path, 'STATUS')).toEqual(['CONFIRMED']);
      await nameBuddy('Lerato');
      expect(await all(path, 'STATUS')).toEqual(['CANCELLED']);
      expect((await read(path)).text).not.toContain('Lerato');
      expect((await patch({ start_time: '2026-11-28T02:00:00+02:00' })).status).toBe(200);
      expect((await read(path)).text).not.toContain('VEVENT');
    });

    test('has one URL at a time, and none after it is revoked', async () => {
      const first = await open();
      const second = await open();
      expect(await read(first)).toMatchObject({ status: 404, body: { code: 'not_found' } });
      expect((await read(second)).status).toBe(200);
      expect((await call('DELETE', '/me/calendar')).status).toBe(204);
      expect((await read(second)).status).toBe(404);
      expect((await call('DELETE', '/me/calendar')).status).toBe(204);
    });

    test('that is opened twice at the same moment has one URL', async () => {
      const paths = await Promise.all([open(), open(), open()]);
      const statuses = await Promise.all(paths.map(async (path) => (await read(path)).status));
      expect(statuses.sort()).toEqual([200, 404, 404]);
    });

    test.each(['suspended', 'left', 'pending'] as const)('of a person who is %s is not found', async (status) => {
      const path = await open();
      await api().db('users').where({ userId: thandi.userId }).update({ status });
      expect((await read(path)).status).toBe(404);
    });

    test('is stored by its hash, so that a reader of the database cannot open it', async () => {
      const path = await open();
      const token = path.slice('/calendar/'.length, -'.ics'.length);
      expect(token).toMatch(/^[\w-]{43}$/);
      expect(JSON.stringify(await api().db('calendar_feeds').select())).not.toContain(token);
    });

    test.each(['x', 'a'.repeat(43), '', '%00', '..%2f'])('at the address %j is not found', async (token) => {
      expect((await read(`/calendar/${token}.ics`)).status).toBe(404);
    });
  });
});
