import { beforeEach, describe, expect, it } from 'vitest';
import { inTransaction } from '#src/db/in-transaction.ts';
import { createUptime } from '#src/db/monitoring/uptime.ts';
import { countEndedTimers, countFailedTimers, listLateKinds, readTimerState } from '#src/db/timers/read-timers.ts';
import { type NewTimer, scheduleTimers } from '#src/db/timers/schedule-timers.ts';
import { TIMER_PRIORITY } from '#src/db/timers/timer.ts';
import { checkTimers } from '#src/doctor/check-timers.ts';
import { findingLine } from '#src/doctor/finding.ts';
import { DAY, before as earlier, HOUR, after as later, MINUTE } from '#src/platform/duration.ts';
import { at } from '#test/support/build-roster.ts';
import { onBothDatabases } from '#test/support/databases.ts';

const NOW = at('2026-11-27T12:00');

onBothDatabases((database) => {
  let clockNow = NOW;
  const clock = { now: () => clockNow };
  const schedule = (...timers: (Pick<NewTimer, 'key' | 'kind'> & { dueAt: Date })[]) =>
    inTransaction(database(), (trx) =>
      scheduleTimers(
        trx,
        { clock },
        timers.map((timer) => ({ subject: 'booking:1', priority: TIMER_PRIORITY.rest, ...timer })),
      ),
    );
  const change = (key: string, columns: object) => database()('timers').where({ key }).update(columns);
  const findings = async () => {
    const db = database();
    const facts = { now: NOW, state: await readTimerState(db, NOW), late: await listLateKinds(db, NOW) };
    return checkTimers({ ...facts, failed: await countFailedTimers(db, earlier(NOW, DAY)) }).map(findingLine);
  };

  beforeEach(async () => {
    clockNow = NOW;
    await database()('timers').delete();
    await database()('uptimes').delete();
  });

  it('counts what waits, what is due, what is held, what fails and what has ended', async () => {
    const timers = ['ahead', 'due', 'older', 'failing', 'held', 'ended', 'lost', 'claimed'];
    await schedule(...timers.map((key) => ({ key, kind: key === 'claimed' ? 'long' : 'note', dueAt: NOW })));
    await change('ahead', { dueAt: later(NOW, MINUTE) });
    await change('older', { dueAt: earlier(NOW, MINUTE) });
    await change('failing', { dueAt: earlier(NOW, HOUR), outcome: 'RangeError', leaseUntil: later(NOW, MINUTE) });
    await change('held', { status: 'held' });
    await change('ended', { status: 'done', endedAt: NOW });
    await change('lost', { status: 'failed', endedAt: NOW });
    await change('claimed', { leaseUntil: later(NOW, MINUTE) });
    expect(await readTimerState(database(), NOW)).toEqual({
      waiting: 5,
      held: 1,
      failing: 1,
      due: [
        { kind: 'note', total: 2, since: earlier(NOW, MINUTE) },
        { kind: 'long', total: 1, since: NOW },
      ],
    });
    expect((await countEndedTimers(database())).sort((a, b) => a.status.localeCompare(b.status))).toEqual([
      { kind: 'note', status: 'done', total: 1 },
      { kind: 'note', status: 'failed', total: 1 },
    ]);
    expect(await findings()).toEqual([
      'ok     timers: none is late; 1 are held since a restore.',
      'warn   timers: 1 fail and are tried again, 1 failed for good in the last 7 days. See why: look in the log for "timer failed".',
    ]);
  });

  describe('late timers', () => {
    it('are named by kind from the fifth minute on', async () => {
      await schedule({ key: 'a', kind: 'note', dueAt: earlier(NOW, 5 * MINUTE - 1) });
      expect(await listLateKinds(database(), NOW)).toEqual([]);
      await schedule(
        { key: 'b', kind: 'note', dueAt: earlier(NOW, 5 * MINUTE) },
        { key: 'c', kind: 'note', dueAt: earlier(NOW, 20 * MINUTE) },
      );
      expect(await listLateKinds(database(), NOW)).toEqual([
        { kind: 'note', total: 2, since: earlier(NOW, 20 * MINUTE) },
      ]);
      expect(await findings()).toEqual([
        'WRONG  timers: 2 of the kind note LATE, the oldest by 20 min. Look in the log for "timer failed" and "timers failed", and restart the service.',
      ]);
    });

    it('are not those that are held, or that fail and wait for another attempt', async () => {
      await schedule(
        { key: 'held', kind: 'note', dueAt: earlier(NOW, HOUR) },
        { key: 'failing', kind: 'note', dueAt: earlier(NOW, HOUR) },
      );
      await change('held', { status: 'held' });
      await change('failing', { outcome: 'RangeError' });
      expect(await listLateKinds(database(), NOW)).toEqual([]);
    });

    it('have some minutes after an outage, so that a service is ready when it has been started', async () => {
      await schedule({ key: 'a', kind: 'note', dueAt: earlier(NOW, 6 * HOUR) });
      const uptime = createUptime({ db: database(), clock });
      await uptime.mark();
      clockNow = later(NOW, 5 * MINUTE - 1);
      expect(await listLateKinds(database(), clockNow)).toEqual([]);
      clockNow = later(NOW, 5 * MINUTE);
      expect(await listLateKinds(database(), clockNow)).toHaveLength(1);
    });
  });
});
