import { beforeEach, describe, expect, it } from 'vitest';
import type { Transaction } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import { runDueTimers, type TimerRunner } from '#src/db/timers/run-timers.ts';
import { endTimers, type NewTimer, scheduleTimers } from '#src/db/timers/schedule-timers.ts';
import { TIMER_PRIORITY, type TimerKinds } from '#src/db/timers/timer.ts';
import { after, HOUR, MINUTE } from '#src/platform/duration.ts';
import { at } from '#test/support/build-roster.ts';
import { onBothDatabases } from '#test/support/databases.ts';

const START = at('2026-11-27T12:00');

onBothDatabases((database) => {
  let now = START;
  let ran: string[] = [];
  const errors: object[] = [];
  const clock = { now: () => now };
  const log = { error: (what: object) => void errors.push(what) } as unknown as TimerRunner['log'];
  const short = (run: (trx: Transaction, key: string) => Promise<void> = async () => {}): TimerKinds => ({
    note: {
      priority: TIMER_PRIORITY.rest,
      run: async (trx, { key }) => {
        await run(trx, key);
        ran.push(key);
        return 'done';
      },
    },
  });
  const runDue = (kinds: TimerKinds = short()) => runDueTimers({ db: database(), clock, log, kinds });
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

  beforeEach(async () => {
    now = START;
    ran = [];
    errors.length = 0;
    await database()('timers').delete();
  });

  describe('a timer', () => {
    it('runs once, when it is due', async () => {
      await schedule({ key: 'a', dueAt: after(START, MINUTE) });
      expect(await runDue()).toBe(0);
      now = after(START, MINUTE);
      expect(await runDue()).toBe(1);
      expect(await runDue()).toBe(0);
      expect(ran).toEqual(['a']);
      expect(await statuses()).toEqual({ a: 'done' });
    });

    it('is scheduled once for a key', async () => {
      expect(await schedule({ key: 'a' }, { key: 'b' })).toBe(2);
      expect(await schedule({ key: 'a', dueAt: after(START, HOUR) })).toBe(0);
      expect(await runDue()).toBe(2);
    });

    it('runs after the more important ones, whatever came first', async () => {
      await schedule({ key: 'rest' }, { key: 'ladder', priority: TIMER_PRIORITY.ladder, dueAt: after(START, MINUTE) });
      now = after(START, MINUTE);
      await runDue();
      expect(ran).toEqual(['ladder', 'rest']);
    });

    it('expires if it is no longer valid, and does nothing', async () => {
      await schedule({ key: 'a', validUntil: after(START, HOUR) });
      now = after(START, HOUR);
      expect(await runDue()).toBe(0);
      expect([ran, await statuses()]).toEqual([[], { a: 'expired' }]);
    });

    it('that was ended in time does not run', async () => {
      await schedule({ key: 'a' }, { key: 'b', subject: 'booking:2' });
      await inTransaction(database(), (trx) => endTimers(trx, clock, { subject: 'booking:1', kinds: ['note'] }));
      await runDue();
      expect([ran, await statuses()]).toEqual([['b'], { a: 'not_needed', b: 'done' }]);
    });

    it('that fails takes nothing along, and is tried again after a pause', async () => {
      await schedule({ key: 'a' }, { key: 'bad' }, { key: 'c' });
      const kinds = short(async (_, key) => {
        if (key === 'bad' && now <= after(START, MINUTE)) throw new Error('no');
      });
      await runDue(kinds);
      expect(await statuses()).toEqual({ a: 'done', bad: 'waiting', c: 'done' });
      expect(errors).toEqual([expect.objectContaining({ kind: 'note', attempts: 1 })]);
      now = after(START, 2 * MINUTE);
      await runDue(kinds);
      expect(await statuses()).toEqual({ a: 'done', bad: 'done', c: 'done' });
    });
  });
});
