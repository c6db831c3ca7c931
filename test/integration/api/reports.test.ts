import { beforeEach, describe, expect, test } from 'vitest';
import type { User } from '#src/volunteers/people/user.ts';
import { at, buildSchedule, buildVolunteer } from '#test/support/build-roster.ts';
import { onBothApis } from '#test/support/on-both-apis.ts';

const NIGHT = '2026-11-28T00:00:00+02:00';

onBothApis((api) => {
  let thandi: User;
  let naledi: User;
  let bookingId: number;

  beforeEach(async () => {
    api().clock.moveTo(at('2026-11-27T18:00'));
    await api().db('users').where({ role: 'coordinator' }).update({ role: 'volunteer' });
    const { scheduleId } = await buildSchedule(api().db);
    thandi = await buildVolunteer(api().db, { name: 'Thandi Nkosi' });
    naledi = await buildVolunteer(api().db, { name: 'Naledi Dube', role: 'coordinator' });
    const body = { schedule_id: scheduleId, start_time: NIGHT, buddy_name: 'Lerato' };
    const booked = await api().call('POST', '/bookings', { as: thandi.userId, body });
    bookingId = (booked.body as { booking_id: number }).booking_id;
  });

  const report = (path: string, body: unknown) => api().call('POST', path, { as: thandi.userId, body });
  const onShift = () => `/bookings/${bookingId}/report`;
  const alarms = async () =>
    (await api().queuedFor(naledi.phone ?? '')).filter(({ messageType }) => messageType === 'alarm');

  describe('a report', () => {
    test('belongs to the shift that it names, whenever it comes', async () => {
      for (const moment of ['2026-11-27T18:00', '2026-11-28T01:00', '2026-12-03T12:00']) {
        api().clock.moveTo(at(moment));
        const filed = await report(onShift(), { severity: 1, message: 'Gate 4 was open' });
        expect(filed.status).toBe(201);
        expect(filed.body).toEqual({
          report_id: expect.any(Number),
          case_number: expect.any(Number),
          booking_id: bookingId,
          severity: 1,
          message: 'Gate 4 was open',
          latitude: null,
          longitude: null,
          created_at: expect.any(String),
          acknowledged_at: null,
        });
      }
      expect(await alarms()).toEqual([]);
    });

    test('belongs to the running shift, or to none', async () => {
      expect((await report('/reports', { severity: 0, message: 'All quiet' })).body).toMatchObject({
        booking_id: null,
      });
      api().clock.moveTo(at('2026-11-28T01:00'));
      expect((await report('/reports', { severity: 0, message: 'All quiet' })).body).toMatchObject({
        booking_id: bookingId,
      });
    });

    test('of an incident alarms every coordinator at once, and passes the place on', async () => {
      const place = { latitude: -26.2041, longitude: 28.0473 };
      const filed = await report(onShift(), { severity: 2, message: 'Two men at the gate of 12 Oak', ...place });
      expect(filed.body).toMatchObject({ severity: 2, ...place });
      const [alarm, where, ...others] = await alarms();
      expect(alarm?.payload).toContain('Two men at the gate of 12 Oak');
      expect(alarm?.payload).toContain('Thandi Nkosi');
      expect(where?.payload).toContain('-26.2041');
      expect(others).toEqual([]);
    });

    test('keeps all its words, without characters that we cannot store', async () => {
      const message = `  ${'Long. '.repeat(500)}\u0000\ud800Zoë 🚓\r\nlast line `;
      const kept = `${'Long. '.repeat(500)}\ufffdZoë 🚓\nlast line`;
      expect((await report('/reports', { severity: 0, message })).body).toMatchObject({ message: kept });
    });

    test.each([
      [{}, 'severity'],
      [{ severity: 3, message: 'x' }, 'severity'],
      [{ severity: '2', message: 'x' }, 'severity'],
      [{ severity: 0.5, message: 'x' }, 'severity'],
      [{ severity: 0 }, 'message'],
      [{ severity: 0, message: '  ' }, 'message'],
      [{ severity: 0, message: 7 }, 'message'],
      [{ severity: 0, message: 'x'.repeat(4001) }, 'message'],
      [{ severity: 0, message: 'x', latitude: 91, longitude: 0 }, 'latitude'],
      [{ severity: 0, message: 'x', latitude: 0, longitude: -181 }, 'longitude'],
      [{ severity: 0, message: 'x', latitude: '0', longitude: 0 }, 'latitude'],
      [{ severity: 0, message: 'x', latitude: 0 }, 'longitude'],
      [{ severity: 0, message: 'x', longitude: 0 }, 'longitude'],
    ])('%j is refused', async (body, path) => {
      for (const where of ['/reports', onShift()]) {
        const refused = await report(where, body);
        expect(refused).toMatchObject({ status: 400, body: { code: 'validation_failed' } });
        expect((refused.body as { errors: { path: string }[] }).errors.map((error) => error.path)).toContain(
          `body.${path}`,
        );
      }
    });

    test.each([[{ user_id: 1 }], [{ booking_id: 1 }], [{ case_number: 1 }]])(
      'with %j in it is refused',
      async (more) => {
        const refused = await report('/reports', { severity: 0, message: 'x', ...more });
        expect(refused).toMatchObject({ status: 400, body: { code: 'validation_failed' } });
      },
    );
  });

  test('my reports are listed, the newest first, and nobody else’s', async () => {
    await report('/reports', { severity: 0, message: 'first' });
    await report('/reports', { severity: 1, message: 'second' });
    const { body } = await api().call('GET', '/reports', { as: thandi.userId });
    expect(body).toMatchObject([{ message: 'second' }, { message: 'first' }]);
    expect((await api().call('GET', '/reports', { as: naledi.userId })).body).toEqual([]);
  });
});
