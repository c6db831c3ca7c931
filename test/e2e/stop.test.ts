import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect, type Database } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import { systemClock } from '#src/platform/clock.ts';
import { HOUR } from '#src/platform/duration.ts';
import { signToken } from '#src/volunteers/token.ts';
import { buildVolunteer } from '#test/support/build-roster.ts';
import { DATABASE_KINDS, type ScratchDatabase, scratchDatabase } from '#test/support/databases.ts';
import { createSite, type Site } from '#test/support/process.ts';

describe.each(DATABASE_KINDS)('stopping the real process on %s', (kind) => {
  let scratch: ScratchDatabase;
  let site: Site;
  let db: Database;
  beforeAll(async () => {
    scratch = await scratchDatabase(kind);
    site = await createSite(scratch.url);
    db = connect(scratch.url);
  });
  afterAll(async () => {
    await db.destroy();
    await site.remove();
    await scratch.remove();
  });

  test('coordinators who watch live events do not hold it up, and its jobs have been heard of', async () => {
    const run = await site.start();
    const ann = await inTransaction(db, (trx) => buildVolunteer(trx, { role: 'coordinator' }));
    const keeper = { clock: systemClock, secret: site.env.JWT_SECRET ?? '', tokenLifetime: HOUR };
    const headers = { authorization: `Bearer ${signToken(keeper, ann)}` };
    const streams = await Promise.all([1, 2, 3].map(() => fetch(`${site.url}/admin/events`, { headers })));
    expect(streams.map(({ status }) => status)).toEqual([200, 200, 200]);
    const jobs = () => inTransaction(db, async (trx) => trx('heartbeats').pluck('job'));
    await expect.poll(jobs, { timeout: 10_000 }).toContain('dispatch');

    const before = performance.now();
    run.child.kill('SIGTERM');
    const texts = await Promise.all(streams.map((stream) => stream.text()));
    for (const text of texts) expect(text).toMatch(/^retry: 2000\n\n/);
    expect(await run.ended).toBe(0);
    expect(performance.now() - before).toBeLessThan(5000);
    expect(run.output()).not.toMatch(/"level":[56]0/);
  });
});
