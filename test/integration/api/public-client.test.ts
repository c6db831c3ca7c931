import SwaggerClient from 'swagger-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '#test/support/api.ts';
import { DATABASE_KINDS } from '#test/support/databases.ts';

const PHONE = '+27821234567';

let client: SwaggerClient | undefined;

describe.each(DATABASE_KINDS)('a public client that knows only the document, on %s', (kind) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await createTestApi(kind);
  });
  afterAll(() => api.remove());

  test('registers, verifies, books, attends and reports', async () => {
    // it takes the library some seconds to read it; the document is the same on both databases
    client ??= await new SwaggerClient({ url: `${api.url}/openapi.json` });
    const { spec } = client;
    expect(client.errors).toEqual([]);
    spec.servers = [{ url: api.url }];
    let token: string | undefined;
    const call = async (operationId: string, parameters: object, requestBody?: object) => {
      const securities = { authorized: token === undefined ? {} : { token: { value: token } } };
      const given = { operationId, parameters: { ...parameters }, securities };
      return (client as SwaggerClient).execute({ ...given, ...(requestBody && { requestBody }) });
    };

    expect((await call('register', {}, { phone: '082 123 4567', name: 'Thandi Nkosi' })).status).toBe(200);
    const code = /^\d{6}/.exec((await api.queuedFor(PHONE))[0]?.payload ?? '')?.[0];
    const verified = await call('verify', {}, { phone: PHONE, code });
    token = (verified.body as { token: string }).token;

    const shifts = await call('listAvailableShifts', { limit: 5 });
    const [shift] = shifts.body as { schedule_id: number; start_time: string }[];
    const { schedule_id, start_time } = shift ?? { schedule_id: 0, start_time: '' };
    const booked = await call('book', { 'Idempotency-Key': 'one' }, { schedule_id, start_time, buddy_name: 'Joseph' });
    expect(booked.status).toBe(201);
    const { booking_id: id } = booked.body as { booking_id: number };

    api.clock.moveTo(new Date(start_time));
    const attended = await call('setMyAttendance', { id }, { attended: true });
    expect(attended).toMatchObject({ status: 200, body: { booking_id: id, attended: true } });
    const reported = await call('reportOnShift', { id }, { severity: 1, message: 'Back gate is broken' });
    expect(reported).toMatchObject({ status: 201, body: { booking_id: id, severity: 1 } });
    expect((await call('listMyReports', {})).body).toMatchObject([{ message: 'Back gate is broken' }]);
    expect((await call('dropMyBooking', { id }).catch((refused) => refused)).status).toBe(409);
    expect((await call('logout', {})).status).toBe(204);
    expect((await call('showMe', {}).catch((refused) => refused)).status).toBe(401);
  });
});
