import { beforeEach, expect, it } from 'vitest';
import { parseConfig } from '#src/config.ts';
import { LONGEST_SILENCE } from '#src/db/monitoring/heartbeats.ts';
import { examine } from '#src/doctor/examine.ts';
import { exitStatusOf, findingLine } from '#src/doctor/finding.ts';
import { systemClock } from '#src/platform/clock.ts';
import { buildVolunteer } from '#test/support/build-roster.ts';
import { onBothDatabases, scratchDatabase } from '#test/support/databases.ts';
import { emptyWatch } from '#test/support/test-watch.ts';

onBothDatabases((db, kind, url) => {
  beforeEach(() => emptyWatch(db()));

  const examined = async (databaseUrl = url()) => {
    const config = parseConfig({ DATABASE_URL: databaseUrl, JWT_SECRET: 'a secret for tests, and for nothing else' });
    const findings = await examine({ config, clock: systemClock, folder: '/nowhere', cutSettings: [] });
    const complaints = findings.filter(({ level }) => level !== 'ok').map(findingLine);
    // the template that tests copy is readable by others
    return { status: exitStatusOf(findings), complaints: complaints.filter((line) => !/ (?:files|disk): /.test(line)) };
  };

  it('finds what is missing, and nothing once it is there', async () => {
    expect((await examined()).complaints).toEqual([
      expect.stringMatching(/^WRONG {2}service: it has never run/),
      expect.stringMatching(/^WRONG {2}coordinators: none/),
    ]);
    for (const _ of [1, 2]) await buildVolunteer(db(), { role: 'coordinator' });
    for (const job of Object.keys(LONGEST_SILENCE)) {
      await db()('heartbeats').insert({ job, beatenAt: systemClock.now() });
    }
    expect((await examined()).complaints).toEqual([]);
  });

  it('tells an empty, an older and a newer database apart, and one that is not there', async () => {
    const empty = await scratchDatabase(kind, { isEmpty: true });
    const gone = kind === 'SQLite' ? `${empty.url}-gone` : empty.url.replace(/[^/]+$/, 'gone');
    expect(await examined(gone)).toMatchObject({
      status: 1,
      complaints: [expect.stringMatching(/^WRONG {2}database: /)],
    });
    const words = { SQLite: /none found/, PostgreSQL: /empty/ }[kind];
    expect((await examined(empty.url)).complaints).toEqual([expect.stringMatching(words)]);
    await empty.remove();
    const [last] = await db()('knex_migrations').orderBy('id', 'desc').limit(1);
    await db()('knex_migrations').where({ id: last.id }).update({ name: '20991231000000_later.ts' });
    expect((await examined()).complaints).toEqual([expect.stringMatching(/newer than this version/)]);
    await db()('knex_migrations').where({ id: last.id }).delete();
    expect((await examined()).complaints).toEqual([expect.stringMatching(/older than this version/)]);
    await db()('knex_migrations').insert(last);
  });
});
