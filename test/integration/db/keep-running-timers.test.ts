import { afterEach, beforeEach, expect, it } from 'vitest';
import { connect, type Database } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import { keepRunningTimers } from '#src/db/timers/keep-running-timers.ts';
import { scheduleTimers } from '#src/db/timers/schedule-timers.ts';
import { TIMER_PRIORITY } from '#src/db/timers/timer.ts';
import type { TimerRunner } from '#src/db/timers/timer-runner.ts';
import { systemClock } from '#src/platform/clock.ts';
import { HOUR, after as later, SECOND } from '#src/platform/duration.ts';
import { onBothDatabases } from '#test/support/databases.ts';

onBothDatabases((database, _kind, url) => {
  let stop: AbortController;
  let errors: object[];
  let ran: { key: string; lateMs: number }[];
  beforeEach(async () => {
    stop = new AbortController();
    errors = [];
    ran = [];
    await database()('timers').delete();
  });
  afterEach(() => stop.abort());

  const log = {
    error: (what: object, msg: string) => void errors.push({ ...what, msg }),
  } as unknown as TimerRunner['log'];
  const keepRunning = (db: Database, pollMs: number, onAlive = async () => {}) => {
    const note = {
      priority: TIMER_PRIORITY.rest,
      run: async (_: unknown, { key, dueAt }: { key: string; dueAt: Date }) => {
        ran.push({ key, lateMs: systemClock.now().getTime() - dueAt.getTime() });
        return 'done' as const;
      },
    };
    const runner = { db, clock: systemClock, log, kinds: { note } };
    return keepRunningTimers(runner, { signal: stop.signal, pollMs, onAlive });
  };
  const schedule = (key: string, dueAt: Date) =>
    inTransaction(database(), (trx) =>
      scheduleTimers(trx, { clock: systemClock }, [
        { kind: 'note', key, subject: 'booking:1', priority: TIMER_PRIORITY.rest, dueAt },
      ]),
    );

  it('a timer that is due long before the next poll runs on time, also behind one that another process has claimed', async () => {
    const now = systemClock.now();
    await schedule('claimed', now);
    await database()('timers').update({ leaseUntil: later(now, HOUR), attempts: 1 });
    await schedule('later', later(now, HOUR));
    await schedule('soon', later(now, 300));
    const ended = keepRunning(database(), HOUR);
    await expect.poll(() => ran.map(({ key }) => key), { timeout: 20_000, interval: 20 }).toEqual(['soon']);
    expect(ran[0]?.lateMs).toBeGreaterThanOrEqual(0);
    expect(ran[0]?.lateMs).toBeLessThan(20 * SECOND);
    stop.abort();
    await ended;
    expect(errors).toEqual([]);
  });

  it('a timer whose claim or pause ends runs then, without another poll', async () => {
    const now = systemClock.now();
    await schedule('left', now);
    await database()('timers').update({ leaseUntil: later(now, 300), attempts: 1 });
    const ended = keepRunning(database(), HOUR);
    await expect.poll(() => ran.map(({ key }) => key), { timeout: 20_000, interval: 20 }).toEqual(['left']);
    stop.abort();
    await ended;
  });

  it('polls on while the database is down, and logs it once a minute', async () => {
    const db = connect(url());
    await db.destroy();
    let polls = 0;
    const counted: Database = new Proxy(db, {
      apply: (target, _, [table]) => {
        polls += 1;
        return target(table);
      },
    });
    const begunAt = performance.now();
    const ended = keepRunning(counted, 20);
    await expect.poll(() => polls, { timeout: 20_000, interval: 20 }).toBeGreaterThanOrEqual(5);
    expect(performance.now() - begunAt).toBeGreaterThanOrEqual(4 * 20);
    stop.abort();
    await ended;
    expect(errors).toEqual([expect.objectContaining({ msg: 'timers failed' })]);
  });

  it('ends at the signal, and is heard from until then', async () => {
    let beats = 0;
    const ended = keepRunning(database(), HOUR, async () => {
      beats += 1;
    });
    await expect.poll(() => beats, { timeout: 20_000, interval: 20 }).toBe(1);
    stop.abort();
    await ended;
    expect(beats).toBe(1);
  });
});
