import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connect, type Database, type Transaction } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import { claimTimers } from '#src/db/timers/claim-timers.ts';
import { runClaimed, runDueTimers } from '#src/db/timers/run-timers.ts';
import { endTimers, type NewTimer, scheduleTimers } from '#src/db/timers/schedule-timers.ts';
import {
  type LongTimerKind,
  type ShortTimerKind,
  TIMER_PRIORITY,
  type Timer,
  type TimerKinds,
} from '#src/db/timers/timer.ts';
import type { TimerRunner } from '#src/db/timers/timer-runner.ts';
import { DAY, before as earlier, HOUR, after as later, MINUTE, SECOND } from '#src/platform/duration.ts';
import { at } from '#test/support/build-roster.ts';
import { onBothDatabases } from '#test/support/databases.ts';

const START = at('2026-11-27T12:00');
const LEASE = 30 * SECOND;

onBothDatabases((database, kind, url) => {
  let now = START;
  let ran: string[] = [];
  let errors: Record<string, unknown>[] = [];
  let warnings: object[] = [];
  let other: Database;
  const clock = { now: () => now };
  const log = {
    error: (what: Record<string, unknown>, msg: string) => void errors.push({ ...what, msg }),
    warn: (what: object) => void warnings.push(what),
  } as unknown as TimerRunner['log'];

  /** Writes its effect into the database, so that it is undone with its transaction. */
  const note = (run: (trx: Transaction, timer: Timer) => Promise<void> = async () => {}): ShortTimerKind => ({
    priority: TIMER_PRIORITY.rest,
    run: async (trx, timer) => {
      await trx('effects').insert({ key: timer.key });
      await run(trx, timer);
      ran.push(timer.key);
      return 'done';
    },
  });
  const long = (runInParts: LongTimerKind['runInParts']): LongTimerKind => ({
    priority: TIMER_PRIORITY.rest,
    runInParts,
  });
  const runnerOf = (kinds: TimerKinds, db = database()) => ({ db, clock, log, kinds, lease: LEASE });
  const runDue = (kinds: TimerKinds = { note: note() }, db?: Database) => runDueTimers(runnerOf(kinds, db));
  /** Claims like a process that dies, or stops for a while, before it runs anything. */
  const claim = async (kinds: TimerKinds = { note: note() }) =>
    (await claimTimers(database(), { kinds, now, limit: 20, lease: LEASE })).timers;
  const schedule = (...timers: (Partial<NewTimer> & { key: string })[]) =>
    inTransaction(database(), (trx) =>
      scheduleTimers(
        trx,
        { clock },
        timers.map((timer) => ({
          ...{ kind: 'note', subject: 'booking:1', priority: TIMER_PRIORITY.rest, dueAt: START },
          ...timer,
        })),
      ),
    );
  const statuses = async () =>
    Object.fromEntries((await database()('timers').orderBy('timerId')).map(({ key, status }) => [key, status]));
  const effects = (): Promise<string[]> => database()('effects').orderBy('key').pluck('key');

  beforeAll(async () => {
    other = connect(url());
    await database().schema.createTable('effects', (table) => {
      table.string('key');
    });
  });
  afterAll(() => other.destroy());
  beforeEach(async () => {
    now = START;
    ran = [];
    errors = [];
    warnings = [];
    await database()('timers').delete();
    await database()('effects').delete();
  });

  describe('a timer', () => {
    it('runs once, when it is due', async () => {
      await schedule({ key: 'a', dueAt: later(START, MINUTE) });
      expect(await runDue()).toBe(0);
      now = later(START, MINUTE);
      expect(await runDue()).toBe(1);
      expect(await runDue()).toBe(0);
      expect(ran).toEqual(['a']);
      expect(await statuses()).toEqual({ a: 'done' });
    });

    it('is scheduled once for a key', async () => {
      expect(await schedule({ key: 'a' }, { key: 'b' })).toBe(2);
      expect(await schedule({ key: 'a', dueAt: later(START, HOUR) })).toBe(0);
      expect(await runDue()).toBe(2);
    });

    it('runs after the more important ones, whatever came first', async () => {
      await schedule({ key: 'rest' }, { key: 'ladder', priority: TIMER_PRIORITY.ladder, dueAt: later(START, MINUTE) });
      now = later(START, MINUTE);
      await runDue();
      expect(ran).toEqual(['ladder', 'rest']);
    });

    it('expires if it is no longer valid, does nothing, and is named in the log', async () => {
      await schedule({ key: 'a', validUntil: later(START, HOUR) }, { key: 'b', validUntil: later(START, HOUR + 1) });
      now = later(START, HOUR);
      expect(await runDue()).toBe(1);
      expect([ran, await statuses()]).toEqual([['b'], { a: 'expired', b: 'done' }]);
      expect(warnings).toEqual([{ kinds: ['note'], expired: 1 }]);
    });

    it('expires, however many others expire with it', async () => {
      const timers = Array.from({ length: 45 }, (_, index) => ({ key: `${index}`, validUntil: later(START, HOUR) }));
      await schedule(...timers, { key: 'valid' });
      now = later(START, HOUR);
      expect(await runDue()).toBe(1);
      expect(ran).toEqual(['valid']);
      expect(Object.values(await statuses()).filter((status) => status === 'expired')).toHaveLength(45);
    });

    it('that was ended in time does not run', async () => {
      await schedule({ key: 'a' }, { key: 'b', subject: 'booking:2' });
      await inTransaction(database(), (trx) => endTimers(trx, clock, { subject: 'booking:1', kinds: ['note'] }));
      await runDue();
      expect([ran, await statuses()]).toEqual([['b'], { a: 'not_needed', b: 'done' }]);
    });

    it('that was ended after it was claimed does not run', async () => {
      await schedule({ key: 'a' });
      const kinds = { note: note() };
      const claimed = await claim(kinds);
      await inTransaction(database(), (trx) => endTimers(trx, clock, { subject: 'booking:1', kinds: ['note'] }));
      await runClaimed(runnerOf(kinds), claimed);
      expect([ran, await statuses()]).toEqual([[], { a: 'not_needed' }]);
    });

    it.runIf(kind === 'PostgreSQL')('that is running holds up nobody who ends it', async () => {
      await schedule({ key: 'a' });
      // without a wait: the run is not over before this transaction is
      const endIt = () =>
        inTransaction(other, (trx) => endTimers(trx, clock, { subject: 'booking:1', kinds: ['note'] }));
      await runDue({ note: note(endIt) });
      expect([ran, await statuses()]).toEqual([['a'], { a: 'done' }]);
    });

    it('that is held does not run, and can be ended', async () => {
      await inTransaction(database(), (trx) =>
        scheduleTimers(trx, { clock, heldSince: START }, [
          { kind: 'note', key: 'a', subject: 'booking:1', priority: TIMER_PRIORITY.rest, dueAt: START },
          { kind: 'note', key: 'b', subject: 'booking:2', priority: TIMER_PRIORITY.rest, dueAt: START },
        ]),
      );
      expect(await runDue()).toBe(0);
      await inTransaction(database(), (trx) => endTimers(trx, clock, { subject: 'booking:2', kinds: ['note'] }));
      expect(await statuses()).toEqual({ a: 'held', b: 'not_needed' });
    });

    it('of a kind that only a newer version knows waits for that version', async () => {
      await schedule({ key: 'new', kind: 'newer' }, { key: 'a' });
      expect(await runDue()).toBe(1);
      expect(errors).toEqual([]);
      expect(await database()('timers').where({ key: 'new' }).first()).toMatchObject({ attempts: 0, leaseUntil: null });
      expect(await runDue({ note: note(), newer: note() })).toBe(1);
    });

    it('runs at its time although the clock went back while it was claimed', async () => {
      await schedule({ key: 'a' });
      await claim();
      now = earlier(START, DAY);
      expect(await runDue()).toBe(0);
      now = later(START, LEASE);
      expect(await runDue()).toBe(1);
      expect(await effects()).toEqual(['a']);
    });
  });

  describe('a timer that fails', () => {
    const failsUntil = (until: Date) => ({
      note: note(async (_, { key }) => {
        if (key === 'bad' && now < until) throw new RangeError('secret words');
      }),
    });

    it('takes nothing along, and is tried again after a pause', async () => {
      await schedule({ key: 'a' }, { key: 'bad' }, { key: 'c' });
      const kinds = failsUntil(later(START, MINUTE));
      await runDue(kinds);
      expect(await statuses()).toEqual({ a: 'done', bad: 'waiting', c: 'done' });
      expect(await effects()).toEqual(['a', 'c']);
      expect(errors).toEqual([expect.objectContaining({ kind: 'note', attempts: 1, error: 'RangeError' })]);
      expect(JSON.stringify(errors)).not.toContain('secret');
      now = later(START, 4 * SECOND);
      expect(await runDue(kinds)).toBe(0);
      now = later(START, 2 * MINUTE);
      await runDue(kinds);
      expect(await statuses()).toEqual({ a: 'done', bad: 'done', c: 'done' });
      expect(await database()('timers').where({ key: 'bad' }).first()).toMatchObject({ attempts: 2, outcome: null });
    });

    it('is given up after some attempts, unless its kind never gives up', async () => {
      await schedule({ key: 'bad' }, { key: 'ladder', kind: 'ladder' });
      const fails = note(() => Promise.reject(new RangeError()));
      const kinds: TimerKinds = { note: fails, ladder: { ...fails, neverGivesUp: true } };
      for (let hour = 0; hour < 10; hour += 1) {
        now = later(START, hour * HOUR);
        await runDue(kinds);
      }
      expect(await statuses()).toEqual({ bad: 'failed', ladder: 'waiting' });
      expect(await database()('timers').orderBy('timerId')).toMatchObject([
        { attempts: 8, outcome: 'RangeError' },
        { attempts: 10, outcome: 'RangeError' },
      ]);
      expect(errors.filter(({ msg }) => msg === 'timer failed for good')).toHaveLength(1);
    });

    it('lets those of its batch run that come after it, also when most of them fail', async () => {
      const keys = Array.from({ length: 20 }, (_, index) => `${index}`.padStart(2, '0'));
      await schedule(...keys.map((key) => ({ key })));
      const isBad = (key: string) => Number(key) % 3 === 0;
      const kinds = { note: note(async (_, { key }) => (isBad(key) ? Promise.reject(new RangeError()) : undefined)) };
      await runDue(kinds);
      expect(await effects()).toEqual(keys.filter((key) => !isBad(key)));
    });
  });

  describe('a process that dies', () => {
    it('between its claim and the run leaves the timers to another, once the lease is over', async () => {
      await schedule({ key: 'a' }, { key: 'b' });
      expect(await claim()).toHaveLength(2);
      now = later(START, LEASE - 1);
      expect(await runDue(undefined, other)).toBe(0);
      now = later(START, LEASE);
      expect(await runDue(undefined, other)).toBe(2);
      expect(await effects()).toEqual(['a', 'b']);
    });

    it('does not take others along the next time: each is claimed alone after a first attempt', async () => {
      await schedule({ key: 'kills' }, { key: 'b' }, { key: 'c' });
      await claim();
      now = later(now, LEASE);
      // the timer kills the process again, and again
      expect((await claim()).map(({ key }) => key)).toEqual(['kills']);
      expect(await runDue()).toBe(2);
      expect(await effects()).toEqual(['b', 'c']);
    });

    it('at every attempt makes the timer fail, with more and more time between', async () => {
      await schedule({ key: 'kills' });
      const pauses: number[] = [];
      for (let attempt = 1; attempt <= 8; attempt += 1) {
        const [timer] = await claim();
        const until = timer?.leaseUntil ?? START;
        pauses.push(until.getTime() - now.getTime());
        now = until;
      }
      expect(pauses.slice(0, 3)).toEqual([LEASE, 2 * LEASE, 4 * LEASE]);
      await runDue();
      expect([await effects(), await statuses()]).toEqual([[], { kills: 'failed' }]);
      expect(errors).toMatchObject([{ error: 'ProcessEndedError', msg: 'timer failed for good' }]);
    });
  });

  describe('two runners', () => {
    it('give each timer one effect', async () => {
      const keys = Array.from({ length: 200 }, (_, index) => `${index}`.padStart(3, '0'));
      await schedule(...keys.map((key) => ({ key })));
      const counts = await Promise.all([runDue(), runDue(undefined, other)]);
      expect(counts[0] + counts[1]).toBe(200);
      expect(await effects()).toEqual(keys);
    });

    it('have one effect if the first is slower than its lease', async () => {
      await schedule({ key: 'a' });
      const kinds = { note: note() };
      const slow = await claim(kinds);
      now = later(START, LEASE);
      expect(await runDue(kinds, other)).toBe(1);
      await runClaimed(runnerOf(kinds), slow);
      expect([ran, await effects()]).toEqual([['a'], ['a']]);
    });

    it('have one effect although the slow one fails, or gives its timers back', async () => {
      await schedule({ key: 'a' });
      const slow = await claim();
      now = later(START, LEASE);
      const again = await claim();
      await runClaimed(runnerOf({ note: note(() => Promise.reject(new RangeError())) }), slow);
      await runClaimed(runnerOf({ note: note() }), slow, AbortSignal.abort());
      expect(await database()('timers').first()).toMatchObject({ attempts: 2, status: 'waiting' });
      await runClaimed(runnerOf({ note: note() }), again);
      expect(await effects()).toEqual(['a']);
    });

    it('one outcome of a long kind counts: that of the run which still has the lease', async () => {
      await schedule({ key: 'a', kind: 'long' });
      const begun = Promise.withResolvers<void>();
      const slow = Promise.withResolvers<{ again: Date }>();
      const kinds = {
        long: long(() => {
          begun.resolve();
          return slow.promise;
        }),
      };
      const running = runDue(kinds);
      await begun.promise;
      now = later(START, LEASE);
      expect(await runDue({ long: long(async () => 'done') }, other)).toBe(1);
      slow.resolve({ again: later(START, DAY) });
      await running;
      expect(await database()('timers').first()).toMatchObject({ status: 'done', dueAt: expect.anything() });
      expect(new Date((await database()('timers').first()).dueAt)).toEqual(START);
    });
  });

  describe('a long kind', () => {
    it('goes on until it is done, and lets more important timers run in between', async () => {
      await schedule({ key: 'a', kind: 'long' });
      let parts = 0;
      const kinds = {
        note: note(),
        long: long(async ({ key }) => {
          parts += 1;
          ran.push(`${key}${parts}`);
          if (parts === 1) await schedule({ key: 'alarm', priority: TIMER_PRIORITY.ladder });
          return parts < 3 ? { again: now } : 'done';
        }),
      };
      await runDue(kinds);
      expect(ran).toEqual(['a1', 'alarm', 'a2', 'a3']);
      expect(await statuses()).toEqual({ a: 'done', alarm: 'done' });
    });

    it('gets a second for each part, and takes turns with others of its kind', async () => {
      await schedule({ key: 'a', kind: 'long' }, { key: 'b', kind: 'long' });
      const kinds = {
        long: long(async ({ key }, until) => {
          expect(until - performance.now()).toBeLessThanOrEqual(SECOND);
          ran.push(key);
          now = later(now, SECOND);
          return ran.length < 4 ? { again: now } : 'done';
        }),
      };
      await runDue(kinds);
      expect(ran.slice(0, 4)).toEqual(['a', 'b', 'a', 'b']);
    });

    it('that fails is tried again where it was', async () => {
      await schedule({ key: 'a', kind: 'long' });
      await runDue({ long: long(() => Promise.reject(new RangeError())) });
      expect(await statuses()).toEqual({ a: 'waiting' });
      now = later(START, 5 * SECOND);
      expect(await runDue({ long: long(async () => 'not_needed') })).toBe(1);
      expect(await statuses()).toEqual({ a: 'not_needed' });
    });
  });

  describe('many timers', () => {
    it('1,000 that are due at one moment run once each, and leave room for other work', async () => {
      const keys = Array.from({ length: 1000 }, (_, index) => `${index}`.padStart(4, '0'));
      await schedule(...keys.map((key) => ({ key })));
      const running = runDue();
      let turns = 0;
      for (let isOver = false; !isOver; turns += 1) {
        // another connection that writes, like a text
        await inTransaction(other, async (trx) => trx('effects').where({ key: 'none' }).delete());
        isOver = await Promise.race([running.then(() => true), setImmediate(false)]);
      }
      expect(await effects()).toEqual(keys);
      expect(turns).toBeGreaterThan(20);
    });

    it('share a transaction for 25 ms only', async () => {
      await schedule(...['a', 'b', 'c', 'd'].map((key) => ({ key })));
      const transactions = new Map<Transaction, string[]>();
      const busy = note(async (trx, { key }) => {
        transactions.set(trx, [...(transactions.get(trx) ?? []), key]);
        const until = performance.now() + 15;
        while (performance.now() < until) await setImmediate();
      });
      await runDue({ note: busy });
      expect([...transactions.values()].flat()).toEqual(['a', 'b', 'c', 'd']);
      expect(Math.max(...[...transactions.values()].map(({ length }) => length))).toBeLessThan(4);
    });
  });

  it('the signal stops between two transactions, and others may claim the rest at once', async () => {
    const keys = Array.from({ length: 25 }, (_, index) => `${index}`.padStart(2, '0'));
    await schedule(...keys.map((key) => ({ key })));
    const stop = new AbortController();
    const slow = note(async () => {
      stop.abort();
      const until = performance.now() + 30;
      while (performance.now() < until) await setImmediate();
    });
    await runDueTimers(runnerOf({ note: slow }), { signal: stop.signal });
    expect(ran).toEqual(['00']);
    const left = await database()('timers').where({ status: 'waiting' });
    expect(left).toHaveLength(24);
    expect(left.every(({ attempts, leaseUntil }) => attempts === 0 && leaseUntil === null)).toBe(true);
    await runDue(undefined, other);
    expect(await effects()).toEqual(keys);
  });
});
