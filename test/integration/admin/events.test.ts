import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseConfig } from '#src/config.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import { recordLiveEvent } from '#src/notices/live/live-events.ts';
import { silentLog } from '#src/platform/log.ts';
import { createServices } from '#src/services.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { createTestApi, type TestApi } from '#test/support/api.ts';
import { buildVolunteer } from '#test/support/build-roster.ts';
import { DATABASE_KINDS } from '#test/support/databases.ts';
import { type EventStream, watchEvents } from '#test/support/watch-events.ts';

describe.each(DATABASE_KINDS)('live events, on %s', (kind) => {
  let api: TestApi;
  let ann: User;
  beforeAll(async () => {
    api = await createTestApi(kind);
    ann = await buildVolunteer(api.db, { name: 'Ann', role: 'coordinator' });
  });
  afterAll(() => api.remove());

  const watch = (userId: number, headers: Record<string, string> = {}) => watchEvents(api, userId, headers);
  const record = (inboxId: number, services = api.services) =>
    services.transact(async (trx) =>
      recordLiveEvent(trx, api.clock, { type: 'needs_person', inbox_id: inboxId, conversation_id: 1 }),
    );
  const seen = (stream: EventStream) => [...stream.text().matchAll(/"inbox_id":(\d+)/g)].map(([, id]) => Number(id));
  const sees = (stream: EventStream, ids: number[]) => expect.poll(() => seen(stream), { interval: 10 }).toEqual(ids);

  test('a recorded event arrives at once, and no earlier one', async () => {
    await record(1);
    const stream = await watch(ann.userId);
    expect(stream).toMatchObject({ status: 200, type: 'text/event-stream; charset=utf-8' });
    const before = performance.now();
    await record(2);
    await sees(stream, [2]);
    expect(performance.now() - before).toBeLessThan(900);
    const at = /"at":"2026-11-27T16:0\d:\d\d\.\d{3}Z"/.exec(stream.text())?.[0];
    const { liveEventId } = await api.db('live_events').orderBy('liveEventId', 'desc').first();
    expect(stream.text()).toBe(
      `retry: 2000\n\nid: ${liveEventId}\nevent: needs_person\ndata: {${at},"inbox_id":2,"conversation_id":1}\n\n`,
    );
  });

  test('a new connection continues after the last event', async () => {
    const { liveEventId: last } = await api.db('live_events').orderBy('liveEventId', 'desc').first();
    await record(3);
    await record(4);
    const stream = await watch(ann.userId, { 'Last-Event-ID': String(last) });
    await sees(stream, [3, 4]);
    await record(5);
    await sees(stream, [3, 4, 5]);
  });

  test('events of another process arrive too, in the order of the commits', async () => {
    const env = {
      DATABASE_URL: api.services.config.DATABASE_URL,
      JWT_SECRET: 'another process with the same database',
    };
    const config = parseConfig(env);
    await using other = await createServices({ config, log: silentLog, clock: api.clock });
    const stream = await watch(ann.userId);
    await sees(stream, []);
    const ids = Array.from({ length: 20 }, (_, index) => 100 + index);
    await Promise.all(ids.map((id) => record(id, id % 2 === 0 ? other : api.services)));
    await expect.poll(() => seen(stream).length, { timeout: 5000 }).toBe(20);
    expect(seen(stream).sort((a, b) => a - b)).toEqual(ids);
  });

  test('a thousand events at the same moment are recorded in order', async () => {
    const ids = Array.from({ length: 1_001 }, (_, index) => 10_000 + index);
    await api.services.transact(async (trx) => {
      for (const id of ids) {
        recordLiveEvent(trx, api.clock, { type: 'needs_person', inbox_id: id, conversation_id: 1 });
      }
    });
    const rows = await api.db('live_events').orderBy('liveEventId', 'desc').limit(ids.length).pluck('body');
    expect(rows.reverse().map((body: string) => JSON.parse(body).inbox_id)).toEqual(ids);
  });

  test.skipIf(kind === 'SQLite')('who has recorded keeps nobody from recording while it is still at work', async () => {
    const atWork = Promise.withResolvers<void>();
    const hasRecorded = Promise.withResolvers<void>();
    const slow = api.services.transact(async (trx) => {
      recordLiveEvent(trx, api.clock, { type: 'needs_person', inbox_id: 301, conversation_id: 1 });
      await trx.raw('select 1');
      hasRecorded.resolve();
      await atWork.promise;
    });
    await hasRecorded.promise;
    await record(302);
    atWork.resolve();
    await slow;
    const rows = await api.db('live_events').orderBy('liveEventId', 'desc').limit(2).pluck('body');
    expect(rows.map((body: string) => JSON.parse(body).inbox_id)).toEqual([301, 302]);
  });

  test('events of another process arrive at once on PostgreSQL', async () => {
    const env = {
      DATABASE_URL: api.services.config.DATABASE_URL,
      JWT_SECRET: 'another process with the same database',
    };
    await using other = await createServices({ config: parseConfig(env), log: silentLog, clock: api.clock });
    await api.services.listenForSignals();
    const stream = await watch(ann.userId);
    await sees(stream, []);
    const before = performance.now();
    // on SQLite, which is for one process, each of them waits for the next poll, a second later
    const ids = kind === 'PostgreSQL' ? [201, 202, 203, 204, 205] : [201, 202];
    for (const id of ids) {
      await record(id, other);
      await expect.poll(() => seen(stream), { interval: 10, timeout: 5000 }).toContain(id);
    }
    if (kind === 'PostgreSQL') expect(performance.now() - before).toBeLessThan(2500);
  });

  test('only for coordinators', async () => {
    const thandi = await inTransaction(api.db, (trx) => buildVolunteer(trx));
    expect((await watch(thandi.userId)).status).toBe(403);
    expect((await api.call('GET', '/admin/events')).status).toBe(401);
  });

  test('the stream ends when the service stops', async () => {
    const stream = await watch(ann.userId);
    api.services.liveFeed.close();
    await expect.poll(stream.isOver, { interval: 10 }).toBe(true);
    const late = await watch(ann.userId);
    expect(late.status).toBe(200);
    await expect.poll(late.isOver).toBe(true);
  });
});
