import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { inTransaction } from '#src/db/in-transaction.ts';
import { addToReport } from '#src/reports/add-to-report.ts';
import { fileReport } from '#src/reports/file-report.ts';
import type { Severity } from '#src/reports/report.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { createTestApi, type TestApi } from '#test/support/api.ts';
import { buildSchedule, buildVolunteer } from '#test/support/build-roster.ts';
import { DATABASE_KINDS } from '#test/support/databases.ts';

interface ReportBody {
  id: number;
  case_number: number;
}
interface Page {
  items: ReportBody[];
  next_cursor: string | null;
}

describe.each(DATABASE_KINDS)('the coordinators see the reports, on %s', (kind) => {
  let api: TestApi;
  let ann: User;
  let bongani: User;
  let thandi: User;
  beforeAll(async () => {
    api = await createTestApi(kind);
    ann = await buildVolunteer(api.db, { name: 'Ann Adams', role: 'coordinator' });
    bongani = await buildVolunteer(api.db, { name: 'Bongani Zulu', role: 'coordinator' });
    thandi = await buildVolunteer(api.db, { name: 'Thandi Nkosi' });
  });
  afterAll(() => api.remove());
  beforeEach(async () => {
    await api.db('report_additions').delete();
    await api.db('reports').delete();
  });

  const file = (given: { severity?: Severity; message?: string; at?: Date; by?: User; from?: string } = {}) =>
    inTransaction(api.db, (trx) =>
      fileReport(trx, {
        userId: given.from ? undefined : (given.by ?? thandi).userId,
        reporterIdentity: given.from ?? (given.by ?? thandi).phone ?? '',
        severity: given.severity ?? 1,
        message: given.message ?? 'Back gate is broken',
        at: given.at ?? api.clock.now(),
      }),
    );
  const listed = async (query = '') => {
    const { status, body } = await api.call('GET', `/admin/reports${query}`, { as: ann.userId });
    expect(status).toBe(200);
    return body as Page;
  };

  test('are listed page by page, newest first', async () => {
    const filed = [await file(), await file(), await file()];
    const first = await listed('?limit=2');
    expect(first.items.map(({ id }) => id)).toEqual([filed[2]?.reportId, filed[1]?.reportId]);
    const second = await listed(`?limit=2&cursor=${first.next_cursor}`);
    expect(second.items.map(({ id }) => id)).toEqual([filed[0]?.reportId]);
    expect(second.next_cursor).toBeNull();
    const { status, body } = await api.call('GET', '/admin/reports?cursor=abc', { as: ann.userId });
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 'validation_failed', errors: [{ path: 'query.cursor' }] });
  });

  test('are filtered by severity, day, schedule and whether somebody took them', async () => {
    const schedule = await buildSchedule(api.db);
    const [booking] = await api
      .db('bookings')
      .insert({
        userId: thandi.userId,
        scheduleId: schedule.scheduleId,
        shiftStart: new Date('2026-11-20T22:00:00Z'),
        shiftEnd: new Date('2026-11-21T00:00:00Z'),
        slot: 1,
        ref: null,
        createdAt: api.clock.now(),
      })
      .returning('bookingId');
    const onShift = await file({ at: new Date('2026-11-20T23:00:00Z') });
    const incident = await file({ severity: 2, at: new Date('2026-11-26T21:59:00Z') });
    const ids = async (query: string) => (await listed(query)).items.map(({ id }) => id);
    expect(await ids('?severity=2')).toEqual([incident.reportId]);
    expect(await ids(`?schedule=${schedule.scheduleId}`)).toEqual([onShift.reportId]);
    // both ends are days of the watch: 23:59 on the 26th there
    expect(await ids('?from=2026-11-26&to=2026-11-26')).toEqual([incident.reportId]);
    expect(await ids('?from=2026-11-27')).toEqual([]);
    expect(await ids('?to=2026-11-26T21:59:00Z')).toEqual([onShift.reportId]);
    expect(await ids('?acknowledged=true')).toEqual([]);
    await api.call('POST', `/admin/reports/${incident.reportId}/acknowledge`, { as: ann.userId, body: {} });
    expect(await ids('?acknowledged=true')).toEqual([incident.reportId]);
    expect(await ids('?acknowledged=false')).toEqual([onShift.reportId]);
    await api.db('reports').delete();
    await api.db('bookings').where(booking).delete();
  });

  test('one with its additions, media and place on a map', async () => {
    const { reportId } = await file({ from: '+27841112222', message: 'help' });
    await inTransaction(api.db, async (trx) => {
      const at = api.clock.now();
      await addToReport(trx, { reportId, kind: 'words', at, body: 'two men' });
      const mediaUrl = 'https://api.twilio.com/x';
      await addToReport(trx, { reportId, kind: 'photo', at, mediaUrl, mediaType: 'image/jpeg' });
      await addToReport(trx, { reportId, kind: 'place', at, body: 'Engen Garage', latitude: -33.9, longitude: 18.4 });
    });
    const { status, body } = await api.call('GET', `/admin/reports/${reportId}`, { as: ann.userId });
    expect(status).toBe(200);
    const map_url = 'https://www.openstreetmap.org/?mlat=-33.9&mlon=18.4#map=18/-33.9/18.4';
    expect(body).toMatchObject({
      id: reportId,
      reporter: { id: null, name: null, phone: '+27841112222' },
      patrol: null,
      map_url,
      additions_count: 3,
      additions: [
        { kind: 'words', words: 'two men', media_type: null },
        { kind: 'photo', media_type: 'image/jpeg' },
        { kind: 'place', words: 'Engen Garage', map_url },
      ],
    });
    expect((await api.call('GET', '/admin/reports/999999', { as: ann.userId })).status).toBe(404);
    expect((await api.call('GET', '/admin/reports/xyz', { as: ann.userId })).status).toBe(404);
  });

  test('one coordinator takes it, with a note, and the reporter hears who', async () => {
    const { reportId, caseNumber } = await file({ severity: 2 });
    const path = `/admin/reports/${reportId}/acknowledge`;
    const taken = await api.call('POST', path, { as: ann.userId, body: { note: 'on my way' } });
    expect(taken.status).toBe(200);
    expect(taken.body).toMatchObject({
      acknowledged_by: { id: ann.userId, name: 'Ann Adams' },
      acknowledged_note: 'on my way',
    });
    const told = await api.queuedFor(thandi.phone ?? '');
    expect(told.at(-1)?.payload).toContain(`takes case ${caseNumber}`);
    expect((await api.call('POST', path, { as: ann.userId, body: {} })).status).toBe(200);
    const second = await api.call('POST', path, { as: bongani.userId, body: {} });
    expect(second.status).toBe(409);
    expect(second.body).toMatchObject({ code: 'conflict', detail: 'Ann Adams has already taken this case.' });
    expect(await api.queuedFor(thandi.phone ?? '')).toHaveLength(told.length);
    expect((await api.call('POST', '/admin/reports/999999/acknowledge', { as: ann.userId, body: {} })).status).toBe(
      404,
    );
    expect((await api.call('POST', path, { as: ann.userId, body: { note: 7 } })).status).toBe(400);
    const audited = await api.db('audit_events').where({ subject: `report:${reportId}` });
    expect(audited).toMatchObject([{ action: 'report.acknowledge', channel: 'api', actorUserId: ann.userId }]);
  });

  test('are downloaded as CSV in which no cell is a formula', async () => {
    await file({ message: '=HYPERLINK("http://evil")', from: '+27841112222' });
    const { status, headers, text } = await api.call('GET', '/admin/reports.csv', { as: ann.userId });
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(headers.get('content-disposition')).toBe('attachment; filename="reports-2026-11-27.csv"');
    expect(text).toContain(`"'=HYPERLINK(""http://evil"")"`);
    expect(text).toContain("'+27841112222");
    expect(text.split('\r\n')[0]).toContain('case,reported,severity');
  });

  test('only for coordinators', async () => {
    for (const path of ['/admin/reports', '/admin/reports.csv', '/admin/reports/1']) {
      expect((await api.call('GET', path)).status).toBe(401);
      expect((await api.call('GET', path, { as: thandi.userId })).body).toMatchObject({ code: 'coordinators_only' });
    }
    const path = '/admin/reports/1/acknowledge';
    expect((await api.call('POST', path, { as: thandi.userId, body: {} })).status).toBe(403);
  });
});
