import { expect, test } from 'vitest';
import { createHeartbeats, LONGEST_SILENCE } from '#src/db/monitoring/heartbeats.ts';
import { after, MINUTE, SECOND } from '#src/platform/duration.ts';
import { onBothDatabases } from '#test/support/databases.ts';

const EVERY_HOUR = ['plan-timers', 'forget-old'];

onBothDatabases((database) => {
  test('a job without a heartbeat is named, but not before its time is over', async () => {
    let now = new Date('2026-11-27T18:00:00Z');
    const clock = { now: () => now };
    const first = createHeartbeats({ db: database(), clock });
    expect(await first.silent()).toEqual([]);
    now = after(now, 2 * MINUTE);
    expect(await first.silent()).toEqual(['dispatch', 'timers']);
    await first.beat('timers', 'dispatch');
    expect(await first.silent()).toEqual([]);
    now = after(now, 5 * SECOND);
    await first.beat('dispatch');
    expect(await first.ages()).toEqual({ dispatch: 5 * SECOND, timers: 5 * SECOND });
    now = after(now, 5 * SECOND);
    await first.beat('dispatch');
    expect(await first.ages()).toEqual({ dispatch: 0, timers: 10 * SECOND });
    now = after(now, 10 * MINUTE);
    expect(await first.silent()).toEqual(Object.keys(LONGEST_SILENCE).filter((job) => !EVERY_HOUR.includes(job)));
    const other = createHeartbeats({ db: database(), clock });
    expect(await other.silent()).toEqual([]);
  });
});
