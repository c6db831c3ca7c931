import { expect, it } from 'vitest';
import { connect } from '#src/db/connect.ts';
import { MINUTE } from '#src/platform/duration.ts';
import { buildSchedule, buildVolunteer } from '#test/support/build-roster.ts';
import { onBothDatabases } from '#test/support/databases.ts';
import { emptyWatch, TestWatch } from '#test/support/test-watch.ts';

/** From the receipt to the commit, with BEGIN and COMMIT. */
const MOST = [
  { body: 'shifts', SQLite: 13, PostgreSQL: 14 },
  { body: 'book sat 00:00 with nomsa', SQLite: 21, PostgreSQL: 25 },
  { body: 'my', SQLite: 13, PostgreSQL: 14 },
  { body: 'report 1 a car without lights', SQLite: 13, PostgreSQL: 15 },
];
/** Tells the other processes. It runs at any time, outside of the transaction. */
const NOTICE = /^select pg_notify\(\$1, \$2\)$/;
/** SQLite sets whether a commit waits for the disk before BEGIN and after COMMIT. That reads and writes nothing. */
const SETTING = /^pragma synchronous = /i;
const COMMIT = /^commit|; commit$/i;
/** A commit without fsync is set within the transaction on PostgreSQL, and before it on SQLite. */
const LAZY = /synchronous_commit = off|synchronous = normal/i;

onBothDatabases((db, kind, url) => {
  it('a text takes no more statements than it needs, and one transaction beside its receipt', async () => {
    await emptyWatch(db());
    await buildSchedule(db());
    const phone = (await buildVolunteer(db())).phone ?? '';
    const heard = connect(url());
    await using watch = await TestWatch.open(url(), { db: heard });
    await watch.text(phone, 'hi');
    let statements: string[] = [];
    heard.on('query', ({ sql }: { sql: string }) => {
      if (!NOTICE.test(sql)) statements.push(sql);
    });
    for (const { body, [kind]: most } of MOST) {
      watch.later(10 * MINUTE);
      statements = [];
      await watch.text(phone, body);
      const counted = statements.filter((sql) => !SETTING.test(sql));
      expect(counted.length, counted.join('\n')).toBeLessThanOrEqual(most);
      expect(statements.filter((sql) => COMMIT.test(sql))).toHaveLength(1);
    }
  });

  it('only the turn commits without fsync: the receipt and the claim of its answers are durable', async () => {
    await emptyWatch(db());
    const phone = (await buildVolunteer(db())).phone ?? '';
    const heard = connect(url());
    await using watch = await TestWatch.open(url(), { db: heard });
    await watch.text(phone, 'hi');
    const asked: { sql: string; isLazy: boolean }[] = [];
    heard.on('query', ({ sql }: { sql: string }) => {
      if (!NOTICE.test(sql)) asked.push({ sql, isLazy: LAZY.test(sql) });
    });
    await watch.text(phone, 'shifts');
    expect(asked[0]).toMatchObject({ sql: expect.stringMatching(/^insert into inbox/), isLazy: false });
    expect(asked.filter(({ isLazy }) => isLazy)).toHaveLength(1);
    asked.length = 0;
    expect(await watch.drain()).toBeGreaterThan(0);
    expect(asked.filter(({ sql }) => COMMIT.test(sql)).length).toBeGreaterThan(0);
    expect(asked.filter(({ isLazy }) => isLazy)).toEqual([]);
  });
});
