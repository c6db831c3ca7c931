import { beforeEach, expect, it } from 'vitest';
import { inTransaction } from '#src/db/in-transaction.ts';
import { createUptime, findEndOfOutage } from '#src/db/monitoring/uptime.ts';
import { after, HOUR, MINUTE, SECOND } from '#src/platform/duration.ts';
import { onBothDatabases } from '#test/support/databases.ts';

onBothDatabases((db) => {
  let now: Date;
  const uptime = () => createUptime({ db: db(), clock: { now: () => now } });
  const pass = (duration: number) => {
    now = after(now, duration);
  };
  const end = () => inTransaction(db(), findEndOfOutage);
  beforeEach(async () => {
    await db()('uptimes').delete();
    now = new Date('2026-11-27T18:00:00Z');
  });

  it('the first start, a quick restart and a second process are not outages', async () => {
    await uptime().mark();
    pass(50 * SECOND);
    await uptime().mark();
    await Promise.all([uptime().mark(), uptime().mark()]);
    expect(await end()).toBeUndefined();
    expect(await db()('uptimes')).toHaveLength(1);
  });

  it('an outage ends when a process is back, and only once when several come back together', async () => {
    await uptime().mark();
    pass(6 * HOUR);
    const back = now;
    await Promise.all([uptime().mark(), uptime().mark(), uptime().mark()]);
    pass(MINUTE);
    await uptime().mark();
    expect(await end()).toEqual(back);
    expect(await db()('uptimes')).toHaveLength(2);
  });

  it('there is no outage while one process stays up', async () => {
    const staying = uptime();
    const leaving = uptime();
    await leaving.mark();
    for (let time = 0; time < 10; time += 1) {
      await staying.mark();
      pass(30 * SECOND);
    }
    await leaving.mark();
    expect(await end()).toBeUndefined();
  });
});
