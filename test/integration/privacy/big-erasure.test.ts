import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forgetPerson } from '#src/actions/members/forget-person.ts';
import { connect, type Database } from '#src/db/connect.ts';
import { OPERATOR } from '#src/volunteers/audit/actor.ts';
import { findUserByPhone } from '#src/volunteers/people/find-user.ts';
import { bigWatchPhone, buildBigWatch } from '#test/support/big-watch.ts';
import { type Cost, cheapest, measureWork } from '#test/support/budgets/measure-work.ts';
import { at } from '#test/support/build-roster.ts';
import { LARGE_TEST_KINDS, type ScratchDatabase, scratchDatabase } from '#test/support/databases.ts';
import { TestWatch } from '#test/support/test-watch.ts';

/** 100,000 texts, half of them to us. */
const SIZE = { people: 1000, texts: 50_000, bookings: 12_000, schedules: 40, reports: 4000, codes: 1000 };
const NOW = at('2026-11-27T12:00');
/** Two of the twenty people who have half of all texts. The first erasure also loads and compiles. */
const REGULARS = [bigWatchPhone(3), bigWatchPhone(8)];
const THIRD = bigWatchPhone(13);
/** Processor time, in milliseconds. */
const LONGEST = 100;
/** What is usual is 25. All texts together are much more. */
const MOST_MEGABYTES = 80;

describe.each(LARGE_TEST_KINDS)('on %s, in a watch with 100,000 texts', (kind) => {
  let scratch: ScratchDatabase;
  let db: Database;
  let watch: TestWatch;
  beforeAll(async () => {
    scratch = await scratchDatabase(kind);
    db = connect(scratch.url);
    await buildBigWatch(db, NOW, SIZE);
    await db.raw('analyze');
    watch = await TestWatch.open(scratch.url, { db });
    watch.now = NOW;
  }, 120_000);
  afterAll(async () => {
    await watch[Symbol.asyncDispose]();
    await scratch.remove();
  });

  const begin = (phone: string) =>
    watch.services.transact(async (trx) => {
      const user = await findUserByPhone(trx, phone);
      const change = { cause: `test:${phone}`, channel: 'api', actor: OPERATOR, userId: user?.userId ?? 0 } as const;
      return forgetPerson(trx, watch.services.settings, change);
    });

  it('an erasure stops nobody: its transactions and turns are short, and its memory is bounded', {
    timeout: 120_000,
  }, async () => {
    const firsts: Cost[] = [];
    const rests: Cost[] = [];
    for (const phone of REGULARS) {
      firsts.push(await measureWork(db, () => begin(phone)));
      rests.push(await measureWork(db, () => watch.services.timers.runDue()));
    }
    firsts.push(await measureWork(db, () => begin(THIRD)));
    const [first, rest] = [cheapest(firsts), cheapest(rests)];
    expect(first.turn).toBeLessThan(LONGEST);
    expect(rest.turn).toBeLessThan(LONGEST);
    expect(rest.megabytes).toBeLessThan(MOST_MEGABYTES);
    // on PostgreSQL, whose transactions hold up nobody but those who want the same rows, it is 0
    expect(first.hold).toBeLessThan(LONGEST);
    expect(rest.hold).toBeLessThan(LONGEST);
    const words = db('outbox').whereIn('identity', REGULARS).where({ isLastWord: false }).whereNot({ payload: '' });
    expect(await words).toEqual([]);
    expect(await db('erasures')).toHaveLength(1);
    expect(watch.errors).toEqual([]);
  });
});
