import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { measureBookings } from '#test/bench/http/measure-bookings.ts';
import { measureReads } from '#test/bench/http/measure-reads.ts';
import { measureTextsBeside } from '#test/bench/http/measure-texts-beside.ts';
import { openStage, type Stage } from '#test/bench/http/open-stage.ts';
import { SMOKE } from '#test/bench/http/scale.ts';
import { type BenchDatabase, openPostgres, openSqlite } from '#test/bench/support/bench-database.ts';
import { LARGE_TEST_KINDS } from '#test/support/databases.ts';

/** Alone it takes few seconds. Many processes start here, beside other tests. */
const LONGEST_MS = 180_000;

/** The figures mean nothing here: this shows that each row of the benchmark still measures something. */
const OPENERS = {
  SQLite: openSqlite,
  PostgreSQL: () => openPostgres({ url: inject('postgresUrl'), stop: async () => {} }),
};

describe.each(LARGE_TEST_KINDS)('the benchmark of requests on %s', (kind) => {
  let database: BenchDatabase;
  let stage: Stage;

  beforeAll(async () => {
    database = await OPENERS[kind]();
    stage = await openStage(database, { scale: SMOKE, withBookings: kind === 'SQLite', say: () => {} });
  }, LONGEST_MS);

  afterAll(async () => {
    await stage?.[Symbol.asyncDispose]();
    await database?.close();
  });

  // on PostgreSQL the rows differ in their floors only, and only those of reads are of its own
  const rows = [
    ['reads', measureReads, 6],
    ['bookings', measureBookings, 2],
    ['texts beside requests', measureTextsBeside, 3],
  ] as const;
  it.each(kind === 'SQLite' ? rows : rows.slice(0, 1))(
    'measures %s',
    async (_name, measure, rows) => {
      const figures = await measure(stage);
      expect(figures).toHaveLength(rows);
      for (const { ratio } of figures) expect(ratio).toBeGreaterThan(0);
    },
    LONGEST_MS,
  );
});
