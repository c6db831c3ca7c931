import type { Readable } from 'node:stream';
import { beforeAll, describe, expect, test } from 'vitest';
import { setRole } from '#src/actions/members/set-role.ts';
import { parseConfig } from '#src/config.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import { markUnproved } from '#src/membership/mark-unproved.ts';
import { lastLiveEventId, recordLiveEvent } from '#src/notices/live/live-events.ts';
import { HOUR } from '#src/platform/duration.ts';
import { silentLog } from '#src/platform/log.ts';
import { createServices, type Services } from '#src/services.ts';
import { OPERATOR } from '#src/volunteers/audit/actor.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { recordRightsLost } from '#src/volunteers/sign-in/rights-lost.ts';
import { buildVolunteer } from '#test/support/build-roster.ts';
import { onBothApis } from '#test/support/on-both-apis.ts';
import { type EventStream, watchEvents } from '#test/support/watch-events.ts';

const SOON = { interval: 10, timeout: 10_000 };
const FAR_AWAY = new Date('2099-01-01T00:00:00Z');

onBothApis((api, kind) => {
  let ann: User;
  beforeAll(async () => {
    ann = await buildCoordinator();
  });
  const buildCoordinator = () => inTransaction(api().db, (trx) => buildVolunteer(trx, { role: 'coordinator' }));
  const watch = async (userId: number, headers: Record<string, string> = {}) => {
    const stream = await watchEvents(api(), userId, headers);
    await expect.poll(stream.text, SOON).toContain('retry: 2000');
    return stream;
  };
  const recordIn = (services: Pick<Services, 'transact'>, ...inboxIds: number[]) =>
    services.transact(async (trx) => {
      for (const id of inboxIds) {
        recordLiveEvent(trx, api().clock, { type: 'needs_person', inbox_id: id, conversation_id: 1 });
      }
    });
  const record = (...inboxIds: number[]) => recordIn(api().services, ...inboxIds);
  const seen = (text: string) => [...text.matchAll(/"inbox_id":(\d+)/g)].map(([, id]) => Number(id));

  describe('the stream ends when its reader', () => {
    const path = (user: User) => `/admin/users/${user.userId}`;
    const byAnn = (method: string, address: string, body?: unknown) =>
      api().call(method, address, { as: ann.userId, ...(body !== undefined && { body }) });
    const losses: [string, (reader: User) => Promise<unknown>][] = [
      ['is suspended', (reader) => byAnn('PATCH', path(reader), { status: 'suspended' })],
      ['is demoted', (reader) => byAnn('PATCH', path(reader), { role: 'volunteer' })],
      ['gets another number', (reader) => byAnn('PATCH', path(reader), { phone: '+27825550142' })],
      ['leaves', (reader) => byAnn('POST', `${path(reader)}/leave`)],
      ['is forgotten', (reader) => byAnn('POST', `${path(reader)}/forget`)],
      ['signs out', (reader) => api().call('POST', '/auth/logout', { as: reader.userId })],
      [
        'has not been seen for a long time',
        (reader) => api().services.transact((trx) => markUnproved(trx, api().clock, reader.userId)),
      ],
    ];
    test.each(losses)('%s', async (_, lose) => {
      const reader = await buildCoordinator();
      const stream = await watch(reader.userId);
      const others = await watch(ann.userId);
      await lose(reader);
      await expect.poll(stream.isOver, SOON).toBe(true);
      expect(others.isOver()).toBe(false);
      expect(others.text()).not.toContain('rights');
    });
  });

  /** Ends as many streams by `demote`. Returns the shortest time in which one of them ended, in milliseconds. */
  async function shortestEnd(demote: (reader: User) => Promise<unknown>, rounds: number): Promise<number> {
    const times: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const reader = await buildCoordinator();
      const stream = await watch(reader.userId);
      await demote(reader);
      const before = performance.now();
      await expect.poll(stream.isOver, SOON).toBe(true);
      times.push(performance.now() - before);
    }
    return Math.min(...times);
  }

  test('the stream ends at once, not at the next poll a second later', async () => {
    const demote = ({ userId }: User) =>
      api().call('PATCH', `/admin/users/${userId}`, { as: ann.userId, body: { role: 'volunteer' } });
    expect(await shortestEnd(demote, 5)).toBeLessThan(500);
  });

  test('the stream ends when another process takes the rights away, on PostgreSQL at once', async () => {
    const { config } = api().services;
    const env = { DATABASE_URL: config.DATABASE_URL, JWT_SECRET: config.JWT_SECRET };
    await using other = await createServices({ config: parseConfig(env), log: silentLog, clock: api().clock });
    await api().services.listenForSignals();
    const origin = { cause: 'command:1', channel: 'command', actor: OPERATOR, role: 'volunteer' } as const;
    const demote = ({ userId }: User) => other.transact((trx) => setRole(trx, other.settings, { ...origin, userId }));
    const shortest = await shortestEnd(demote, kind === 'PostgreSQL' ? 5 : 1);
    if (kind === 'PostgreSQL') expect(shortest).toBeLessThan(500);
  });

  test('the stream ends when the token expires', async () => {
    const { clock, services } = api();
    const stream = await watch(ann.userId);
    const before = clock.now();
    clock.moveTo(new Date(before.getTime() + services.settings.tokenLifetime - HOUR));
    await record(1);
    await expect.poll(() => seen(stream.text()), SOON).toEqual([1]);
    expect(stream.isOver()).toBe(false);
    clock.moveTo(new Date(before.getTime() + services.settings.tokenLifetime + HOUR));
    await expect.poll(stream.isOver, SOON).toBe(true);
    clock.moveTo(before);
  });

  test('a right that was lost before the stream joined the others ends it too', async () => {
    const { services, clock } = api();
    const reader = await buildCoordinator();
    const checkedAtId = await services.read(lastLiveEventId);
    // others have already read past the event
    const others = await watch(ann.userId);
    await services.transact(async (trx) => recordRightsLost(trx, clock.now(), reader.userId));
    await record(2);
    await expect.poll(() => seen(others.text()), SOON).toEqual([2]);
    const late = { userId: reader.userId, expiresAt: FAR_AWAY, checkedAtId, afterId: checkedAtId };
    const stream = services.liveFeed.open(late);
    let isOver = false;
    stream
      .on('data', () => {})
      .on('end', () => {
        isOver = true;
      });
    await expect.poll(() => isOver, SOON).toBe(true);
  });

  test('a right that was lost and given back does not end a stream that was opened after that', async () => {
    const { services, clock } = api();
    const reader = await buildCoordinator();
    await services.transact(async (trx) => recordRightsLost(trx, clock.now(), reader.userId));
    const stream = await watch(reader.userId, { 'Last-Event-ID': '0' });
    await record(3);
    await expect.poll(() => seen(stream.text()).at(-1), SOON).toBe(3);
    expect(stream.isOver()).toBe(false);
    expect(stream.text()).not.toContain('rights');
  });

  test('a sixth stream ends the oldest of the same person, and tells it not to come back soon', async () => {
    const reader = await buildCoordinator();
    const others = await watch(ann.userId);
    const streams: EventStream[] = [];
    for (let count = 0; count < 7; count += 1) streams.push(await watch(reader.userId));
    await expect
      .poll(() => streams.map((stream) => stream.isOver()), SOON)
      .toEqual([...[true, true], ...[false, false, false, false, false]]);
    for (const stream of streams.slice(0, 2)) {
      expect(stream.text()).toBe('retry: 2000\n\nretry: 600000\nevent: replaced\ndata: {}\n\n');
    }
    expect(others.isOver()).toBe(false);
    await record(4);
    for (const stream of streams.slice(2)) await expect.poll(() => seen(stream.text()), SOON).toEqual([4]);
  });

  test('events are read while another transaction holds the writer lock', async () => {
    const last = await api().services.read(lastLiveEventId);
    await record(5);
    const token = await api().tokenOf(ann.userId);
    await inTransaction(api().db, async (trx) => {
      await trx('users').where({ userId: ann.userId }).update({ language: 'en' });
      const stream = await watchEvents({ ...api(), tokenOf: async () => token }, ann.userId, {
        'Last-Event-ID': String(last),
      });
      await expect.poll(() => seen(stream.text()), SOON).toEqual([5]);
    });
  });

  test('the right to read is checked once, and not with each event', async () => {
    const stream = await watch(ann.userId);
    const asked: string[] = [];
    const listen = ({ sql }: { sql: string }) => asked.push(sql);
    const databases = new Set([api().servicesReader, api().servicesDb]);
    for (const database of databases) database.on('query', listen);
    for (const id of [6, 7, 8]) {
      await record(id);
      await expect.poll(() => seen(stream.text()).at(-1), SOON).toBe(id);
    }
    for (const database of databases) database.removeListener('query', listen);
    expect(asked.filter((sql) => sql.includes('live_events')).length).toBeGreaterThan(0);
    expect(asked.filter((sql) => sql.includes('users'))).toEqual([]);
  });

  test('a reader that does not read holds only a little, and gets everything once it reads', async () => {
    const { services } = api();
    const checkedAtId = await services.read(lastLiveEventId);
    const all = Array.from({ length: 3_000 }, (_, index) => 10_000 + index);
    const open = () =>
      services.liveFeed.open({ userId: ann.userId, expiresAt: FAR_AWAY, checkedAtId, afterId: checkedAtId });
    const slow: Readable = open();
    slow.read(0);
    const quick: Readable = open();
    let read = '';
    quick.on('data', (bytes) => {
      read += bytes;
    });
    let most = 0;
    for (let from = 0; from < all.length; from += 500) {
      await record(...all.slice(from, from + 500));
      most = Math.max(most, slow.readableLength);
    }
    await expect.poll(() => seen(read), SOON).toEqual(all);
    most = Math.max(most, slow.readableLength);
    expect(most).toBeGreaterThan(10_000);
    expect(most).toBeLessThan(80_000);
    let later = '';
    slow.on('data', (bytes) => {
      later += bytes;
    });
    await expect.poll(() => seen(later), SOON).toEqual(all);
    for (const stream of [slow, quick]) stream.destroy();
  });
});
