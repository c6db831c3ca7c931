import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { enqueue } from '#src/messaging/outbox/enqueue.ts';
import type { MessageType } from '#src/messaging/outbox/message-types.ts';
import { before as earlier, HOUR, after as later } from '#src/platform/duration.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { createTestApi, type TestApi } from '#test/support/api.ts';
import { buildSchedule, buildVolunteer } from '#test/support/build-roster.ts';
import { DATABASE_KINDS } from '#test/support/databases.ts';
import { FakeSender } from '#test/support/fake-sender.ts';
import { TestWatch } from '#test/support/test-watch.ts';
import { textIn } from '#test/support/text-in.ts';

describe.each(DATABASE_KINDS)('dead letters and broadcasts, on %s', (kind) => {
  let api: TestApi;
  let ann: User;
  let thandi: User;
  let sipho: User;
  beforeAll(async () => {
    api = await createTestApi(kind);
    ann = await buildVolunteer(api.db, { name: 'Ann', role: 'coordinator' });
    thandi = await buildVolunteer(api.db, { name: 'Thandi' });
    sipho = await buildVolunteer(api.db, { name: 'Sipho' });
  });
  afterAll(() => api.remove());
  beforeEach(async () => {
    await api.db('outbox').delete();
  });

  const asAnn = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    api.call(method, path, { as: ann.userId, headers, ...(body !== undefined && { body }) });
  let keys = 0;
  const failed = async (messageType: MessageType, expiresAt?: Date): Promise<number> => {
    keys += 1;
    const key = `dead:${keys}`;
    await api.services.transact((trx) =>
      enqueue(trx, api.services.settings, {
        messageType,
        to: { identity: thandi.phone ?? '' },
        body: 'Hello',
        key,
        ...(expiresAt && { expiresAt }),
      }),
    );
    const [row] = await api
      .db('outbox')
      .where({ idempotencyKey: key })
      .update({ status: 'failed', attempts: 6, error: 'no attempt left' })
      .returning('outboxId');
    return row.outboxId;
  };
  const listed = async (query = '') => {
    const { body } = await asAnn('GET', `/admin/dead-letters${query}`);
    return (body as { items: { id: number }[] }).items.map(({ id }) => id);
  };
  const statusOf = async (outboxId: number) => (await api.db('outbox').where({ outboxId }).first()).status;

  test('a requeued dead letter is sent, with all its attempts', async () => {
    const reminder = await failed('reminder_2h');
    const answer = await failed('answer');
    expect(await listed()).toEqual([answer, reminder]);
    expect(await listed('?message_type=answer')).toEqual([answer]);
    const requeued = await asAnn('POST', `/admin/dead-letters/${reminder}/requeue`);
    expect(requeued.status).toBe(200);
    expect(requeued.body).toMatchObject({ id: reminder, status: 'queued', error: null });
    expect((await api.db('outbox').where({ outboxId: reminder }).first()).attempts).toBe(0);
    expect(await listed()).toEqual([answer]);
    expect((await asAnn('POST', `/admin/dead-letters/${reminder}/requeue`)).body).toMatchObject({ code: 'conflict' });
    expect((await asAnn('POST', '/admin/dead-letters/999999/requeue')).status).toBe(404);
    const audited = await api.db('audit_events').where({ subject: `message:${reminder}` });
    expect(audited).toMatchObject([{ action: 'message.requeue', actorUserId: ann.userId }]);
  });

  test('all dead letters of a type are requeued, except messages out of date', async () => {
    const now = api.clock.now();
    const some = [await failed('reminder_2h', later(now, HOUR)), await failed('reminder_2h')];
    const late = await failed('reminder_2h', earlier(now, HOUR));
    const other = await failed('answer');
    const requeued = await asAnn('POST', '/admin/dead-letters/requeue', { message_type: 'reminder_2h' });
    expect(requeued.body).toEqual({ requeued: 2 });
    expect(await Promise.all(some.map(statusOf))).toEqual(['queued', 'queued']);
    expect([await statusOf(late), await statusOf(other)]).toEqual(['failed', 'failed']);
    expect((await asAnn('POST', `/admin/dead-letters/${late}/requeue`)).body).toMatchObject({ code: 'conflict' });
    expect((await asAnn('POST', '/admin/dead-letters/requeue', { message_type: 'x' })).status).toBe(400);
  });

  test('a broken sender is shown here and in live events until it works again', async () => {
    const state = async () => (await asAnn('GET', '/admin/sending')).body;
    const liveTypes = () =>
      api.db('live_events').where('type', 'like', 'sending%').orderBy('liveEventId').pluck('type');
    expect(await state()).toMatchObject({
      paused: null,
      due: 0,
      due_since: null,
      unknown: 0,
      held: 0,
      held_since: null,
    });
    const sender = new FakeSender();
    await using watch = await TestWatch.open(api.services.config.DATABASE_URL, { sender });
    watch.now = api.clock.now();
    sender.answerInTurn({ outcome: 'senderBroken', code: '20003', reason: 'account or token refused' });
    await watch.queue({ to: { identity: thandi.phone ?? '' } });
    await watch.drain();
    expect(await state()).toMatchObject({ paused: { code: '20003', reason: 'account or token refused' }, due: 0 });
    expect(await liveTypes()).toEqual(['sending_paused']);
    watch.later(61_000);
    await watch.drain();
    expect(await state()).toMatchObject({
      paused: null,
      due: 0,
      due_since: null,
      unknown: 0,
      held: 0,
      held_since: null,
    });
    expect(await liveTypes()).toEqual(['sending_paused', 'sending_resumed']);
  });

  test('an announcement is previewed and sent once', async () => {
    await textIn(api.services, sipho.phone ?? '', 'STOP');
    await textIn(api.services, `whatsapp:${thandi.phone}`, 'menu');
    const bongani = await buildVolunteer(api.db, { name: 'Bongani' });
    await buildVolunteer(api.db, { name: 'Gone', status: 'left' });
    await api.db('outbox').delete();
    const announcement = { audience: 'all', body: 'No patrol tonight: storm.' };
    const plan = { text: 'Night Owls: No patrol tonight: storm.', recipients: 3, opted_out: 1, on_whatsapp: 1 };
    const preview = await asAnn('POST', '/admin/broadcasts/preview', announcement);
    expect(preview.body).toEqual({ ...plan, segments: 1, segments_total: 2 });
    expect(await api.db('outbox')).toEqual([]);

    const key = { 'idempotency-key': `storm-${kind}` };
    const sent = await asAnn('POST', '/admin/broadcasts', announcement, key);
    expect(sent.status).toBe(201);
    expect(sent.body).toMatchObject(plan);
    expect((await asAnn('POST', '/admin/broadcasts', announcement, key)).body).toEqual(sent.body);
    const rows = await api.db('outbox').orderBy('outboxId');
    expect(rows.map(({ recipient }) => recipient)).toEqual([ann.phone, `whatsapp:${thandi.phone}`, bongani.phone]);
    expect(new Set(rows.map(({ messageType }) => messageType))).toEqual(new Set(['announcement']));
    expect((await asAnn('POST', '/admin/broadcasts', { ...announcement, body: 'x' }, key)).status).toBe(409);
    await api.db('addresses').update({ optedOutAt: null, lastInboundAt: null });
  });

  test("a schedule's people and those on duty", async () => {
    const { scheduleId } = await buildSchedule(api.db);
    const now = api.clock.now();
    const book = (shiftStart: Date, userId: number, buddyUserId: number | null) =>
      api.db('bookings').insert({
        userId,
        buddyUserId,
        scheduleId,
        shiftStart,
        shiftEnd: later(shiftStart, 2 * HOUR),
        slot: 1,
        createdAt: now,
      });
    await book(earlier(now, HOUR), thandi.userId, sipho.userId);
    await book(earlier(now, 48 * HOUR), ann.userId, null);
    const to = async (audience: string) => {
      await api.db('outbox').delete();
      await api.db('broadcasts').delete();
      const { status } = await asAnn('POST', '/admin/broadcasts', { audience, body: 'Look out' });
      expect(status).toBe(201);
      return (await api.db('outbox').orderBy('outboxId')).map(({ identity }) => identity);
    };
    expect(await to('on_duty')).toEqual([thandi.phone, sipho.phone]);
    expect(await to(`schedule:${scheduleId}`)).toEqual([thandi.phone, sipho.phone]);
    await book(later(now, 24 * HOUR), ann.userId, null);
    expect(await to(`schedule:${scheduleId}`)).toEqual([ann.phone, thandi.phone, sipho.phone]);
    expect(await to('on_duty')).toEqual([thandi.phone, sipho.phone]);
    const refused = async (body: object) => (await asAnn('POST', '/admin/broadcasts/preview', body)).status;
    expect(await refused({ audience: 'schedule:999999', body: 'x' })).toBe(404);
    expect(await refused({ audience: 'everybody', body: 'x' })).toBe(400);
    expect(await refused({ audience: 'all', body: 'x'.repeat(400) })).toBe(400);
  });
});
