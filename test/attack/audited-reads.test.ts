import { describe, expect, it } from 'vitest';
import { ENDPOINTS } from '#src/http/endpoints.ts';
import { after, HOUR, MINUTE } from '#src/platform/duration.ts';
import { asCoordinator } from '#test/support/admin.ts';
import { buildVolunteer } from '#test/support/build-roster.ts';

/** What coordinators read without an audit entry, and why. */
const NOT_AUDITED: Record<string, string> = {
  listWholeSchedules: 'no person is in it',
  showSchedule: 'no person is in it',
  listScheduleExceptions: 'no person is in it',
  showCoverage: 'numbers of shifts and reports',
  watchEvents: 'ids and times',
  showSending: 'whether texts are sent',
  listAsks: 'names, and yes or no',
  listAudit: 'the audit itself',
  listBroadcasts: 'what all its readers got',
};

describe('every read of coordinators', () => {
  it('is audited, or says why not', () => {
    const reads = ENDPOINTS.filter(({ access, kind }) => access === 'coordinator' && kind !== 'write');
    const plain = reads.filter(({ kind }) => kind === 'read').map(({ operationId }) => operationId);
    expect(plain.sort()).toEqual(Object.keys(NOT_AUDITED).sort());
    expect(reads.length).toBeGreaterThan(plain.length + 10);
  });
});

asCoordinator((world) => {
  const entries = async () =>
    (await world().api.db('audit_events').orderBy('auditEventId')).map(({ action, subject }) => `${action} ${subject}`);

  it('is written down with who read what, before the answer', async () => {
    const { api, ann, ask, book } = world();
    const booker = await buildVolunteer(api.db);
    const { booking } = await book(booker, '2026-11-28T00:00');
    const now = api.clock.now();
    const [{ reportId }] = await api
      .db('reports')
      .insert({ caseNumber: 142, reporterIdentity: '+27841112222', severity: 2, message: 'two men', createdAt: now }, [
        'reportId',
      ]);
    const [{ conversationId }] = await api
      .db('conversations')
      .insert({ identity: '+27841112222', createdAt: now }, ['conversationId']);
    const person = `user:${booker.userId}`;
    const expected: [path: string, entry: string][] = [
      ['/admin/users?search=Nkosi', 'users.read users:all'],
      [`/admin/users/${booker.userId}`, `user.read ${person}`],
      [`/admin/messages?user_id=${booker.userId}`, `thread.read ${person}`],
      [`/admin/messages?conversation_id=${conversationId}`, `thread.read conversation:${conversationId}`],
      ['/admin/messages/needs-person', 'messages.read messages:needs_person'],
      ['/admin/dead-letters', 'messages.read messages:dead_letters'],
      [`/admin/bookings/${booking.bookingId}`, `booking.read booking:${booking.bookingId}`],
      ['/admin/reports', 'reports.read reports:all'],
      [`/admin/reports/${reportId}`, `report.read report:${reportId}`],
      ['/admin/reports.csv', 'reports.download reports:all'],
      ['/admin/roster?night=2026-11-27', 'roster.read roster:2026-11-27'],
      ['/admin/roster.csv?night=2026-11-27', 'roster.download roster:2026-11-27'],
    ];
    for (const [path] of expected) expect((await ask('GET', path)).status, path).toBe(200);
    expect(await entries()).toEqual(expected.map(([, entry]) => entry));
    const audited = await api.db('audit_events');
    expect(new Set(audited.map(({ actorUserId, channel }) => `${actorUserId} ${channel}`))).toEqual(
      new Set([`${ann.userId} api`]),
    );
    // words and numbers stay out of it
    expect(JSON.stringify(audited)).not.toMatch(/Nkosi|two men|2784/);
  });

  it('that is repeated has one entry an hour, and each download its own', async () => {
    const { api, ask } = world();
    const other = await buildVolunteer(api.db);
    const path = `/admin/messages?user_id=${other.userId}`;
    // other tests have read as a person with the same id, at the same time
    const start = after(api.clock.now(), 48 * HOUR);
    api.clock.moveTo(start);
    for (let times = 0; times < 5; times += 1) await ask('GET', path);
    await ask('GET', '/admin/reports.csv');
    await ask('GET', '/admin/reports.csv');
    api.clock.moveTo(after(start, 58 * MINUTE));
    await ask('GET', path);
    const read = `thread.read user:${other.userId}`;
    expect(await entries()).toEqual([read, 'reports.download reports:all', 'reports.download reports:all']);
    api.clock.moveTo(after(start, 61 * MINUTE));
    await ask('GET', path);
    expect((await entries()).at(-1)).toBe(read);
    expect(await entries()).toHaveLength(4);
  });

  it('that is refused has no entry', async () => {
    const { api, ask } = world();
    const as = (await buildVolunteer(api.db)).userId;
    expect((await api.call('GET', '/admin/users', { as })).status).toBe(403);
    expect((await ask('GET', '/admin/users/999999')).status).toBe(404);
    expect((await ask('GET', '/admin/media/999999')).status).toBe(404);
    expect(await entries()).toEqual([]);
  });

  it('of a photo has an entry', async () => {
    const { api, ask } = world();
    const from = (await buildVolunteer(api.db)).phone ?? '';
    const attachments = [{ kind: 'photo', url: 'https://api.twilio.com/1', contentType: 'image/jpeg' } as const];
    const text = {
      providerSid: 'MM1',
      from,
      to: '',
      channel: 'sms',
      body: 'report 1 fence cut',
      attachments,
      raw: '{}',
    } as const;
    const { conversationId } = await api.services.inbox.receive({ ...text, attachments });
    await api.services.conversations.advance(conversationId);
    const { mediaId } = await api.db('media').first('mediaId');
    await api.db('media').update({ status: 'kept', contentType: 'image/jpeg', sizeBytes: 4 });
    await api.db('mediaContents').insert({ mediaId, content: Buffer.from('jpeg') });
    expect((await ask('GET', `/admin/media/${mediaId}`)).status).toBe(200);
    expect(await entries()).toEqual([`media.read media:${mediaId}`]);
  });
});
