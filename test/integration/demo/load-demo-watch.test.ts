import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parseConfig } from '#src/config.ts';
import type { Database } from '#src/db/connect.ts';
import { comingFriday } from '#src/demo/coming-friday.ts';
import { loadDemoWatch } from '#src/demo/load-demo-watch.ts';
import { type Clock, movableClock } from '#src/platform/clock.ts';
import { MINUTE } from '#src/platform/duration.ts';
import { silentLog } from '#src/platform/log.ts';
import { createServices, type Services } from '#src/services.ts';
import { at, clockAt, WATCH_ZONE } from '#test/support/build-roster.ts';
import { LARGE_TEST_KINDS, onDatabases } from '#test/support/databases.ts';
import { FakeSender } from '#test/support/fake-sender.ts';
import { rewindable } from '#test/support/rewind-database.ts';
import { TestWatch } from '#test/support/test-watch.ts';

/** For a machine that is busy with other tests. */
const LONGEST = { timeout: 3 * MINUTE };

describe('the coming Friday', () => {
  test.each([
    ['2026-11-25T19:05', '2026-11-27T21:00'],
    ['2026-11-27T00:00', '2026-11-27T21:00'],
    ['2026-11-27T23:59', '2026-11-27T21:00'],
    ['2026-11-28T00:00', '2026-12-04T21:00'],
  ])('of %s is %s', (now, friday) => {
    expect(comingFriday(at(now), WATCH_ZONE)).toEqual(at(friday));
  });
});

onDatabases(LARGE_TEST_KINDS, (database, kind, url) => {
  let db: Database;
  let rewind: () => Promise<void>;
  const open: Services[] = [];
  beforeAll(async () => {
    db = database();
    rewind = await rewindable(db);
  });
  beforeEach(() => rewind());
  afterAll(async () => {
    for (const services of open) await services[Symbol.asyncDispose]();
  });

  async function service(clock: Clock, env: Record<string, string> = {}) {
    const sender = new FakeSender();
    const config = parseConfig({ DATABASE_URL: url(), JWT_SECRET: 'a secret of these tests, 32 letters long', ...env });
    const services = await createServices({ config, log: silentLog, clock, sender });
    open.push(services);
    return { services, sender };
  }

  test('fills a running service, whose own dispatcher and timers leave the history alone', LONGEST, async () => {
    const clock = movableClock(at('2026-11-25T19:05'));
    const { services, sender } = await service(clock);
    const stop = new AbortController();
    const running = [
      services.outbox.run(stop.signal, services.onQueued),
      services.timers.run(stop.signal),
      services.media.run(stop.signal),
    ];
    let moves = 0;
    const loaded = await loadDemoWatch(services, () => {
      moves += 1;
    });
    expect(loaded).toEqual({ outcome: 'loaded', friday: at('2026-11-27T21:00') });
    expect(moves).toBe(1);
    expect(services.journal?.beginning?.start).toEqual({ kind: 'demo', friday: at('2026-11-27T21:00') });
    expect(clock.now().getTime() - at('2026-11-27T21:00').getTime()).toBeLessThan(60_000);
    expect(clock.now() >= at('2026-11-27T21:00')).toBe(true);
    await services.timers.runDue();
    await services.outbox.drain();
    stop.abort();
    await Promise.all(running);
    expect(sender.attempts).toEqual([]);
    expect(await db('outbox').whereNot({ status: 'sent' })).toEqual([]);
    expect(await db('users').count('* as people')).toEqual([{ people: expect.toSatisfy((n) => Number(n) === 40) }]);
  });

  // it is not about the database, and a fill takes some seconds
  test.runIf(kind === 'SQLite')('fills a watch whose zone, limits and policies are others', LONGEST, async () => {
    const zone = 'Europe/London';
    // the clocks went back five days before
    const clock = movableClock(at('2026-10-30T12:00', zone));
    const { services } = await service(clock, {
      TIME_ZONE: zone,
      DEFAULT_REGION: 'GB',
      CODE_PREFIXES: '+44',
      CODE_LIFETIME_MINUTES: '1',
      REMINDER_FIRST_HOURS: '6',
      JOIN_POLICY: 'open',
    });
    const friday = at('2026-10-30T21:00', zone);
    expect(await loadDemoWatch(services, () => {})).toEqual({ outcome: 'loaded', friday });
    expect(await db('users').where({ status: 'active' })).toHaveLength(38);
    expect(await db('bookings')).toHaveLength(30);
    expect(await db('bookings').where('shiftEnd', '<=', friday).where({ attended: false })).toHaveLength(1);
  });

  test('refuses a watch that has people, or that somebody has texted', async () => {
    await using watch = await TestWatch.open(url());
    await watch.text('+27821234567', 'hello');
    const { services } = await service(movableClock(at('2026-11-25T19:05')));
    const load = () => loadDemoWatch(services, () => {});
    expect(await load()).toEqual({ outcome: 'notEmpty' });
    await rewind();
    await db('users').insert({ phone: '+27821234567', name: 'Thandi Nkosi', createdAt: at('2026-11-25T19:00') });
    expect(await load()).toEqual({ outcome: 'notEmpty' });
    expect(await db('schedules').where({ name: 'Evening patrol' })).toEqual([]);
  });

  test('refuses a service whose clock cannot be moved', async () => {
    const { services } = await service(clockAt('2026-11-25T19:05'));
    expect(await loadDemoWatch(services, () => {})).toEqual({ outcome: 'clockNotMovable' });
    expect(await db('users').first()).toBeUndefined();
  });
});
