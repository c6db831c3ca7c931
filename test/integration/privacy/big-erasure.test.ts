import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forgetPerson } from '#src/actions/members/forget-person.ts';
import { connect, type Database } from '#src/db/connect.ts';
import { OPERATOR } from '#src/volunteers/audit/actor.ts';
import { findUserByPhone } from '#src/volunteers/people/find-user.ts';
import { bigWatchPhone, buildBigWatch } from '#test/support/big-watch.ts';
import { at } from '#test/support/build-roster.ts';
import { LARGE_WATCH_KINDS, type ScratchDatabase, scratchDatabase } from '#test/support/databases.ts';
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

describe.each(LARGE_WATCH_KINDS)('on %s, in a watch with 100,000 texts', (kind) => {
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
      firsts.push(await measure(db, () => begin(phone)));
      rests.push(await measure(db, () => watch.services.erasures.finish(Number.POSITIVE_INFINITY)));
    }
    firsts.push(await measure(db, () => begin(THIRD)));
    const best = (costs: Cost[], key: keyof Cost) => Math.min(...costs.map((cost) => cost[key]));
    expect(best(firsts, 'turn')).toBeLessThan(LONGEST);
    expect(best(rests, 'turn')).toBeLessThan(LONGEST);
    expect(best(rests, 'megabytes')).toBeLessThan(MOST_MEGABYTES);
    // on PostgreSQL a transaction holds up nobody but those who want the same rows
    if (kind === 'SQLite') {
      expect(best(firsts, 'hold')).toBeLessThan(LONGEST);
      expect(best(rests, 'hold')).toBeLessThan(LONGEST);
    }
    const words = db('outbox').whereIn('identity', REGULARS).where({ isLastWord: false }).whereNot({ payload: '' });
    expect(await words).toEqual([]);
    expect(await db('erasures')).toHaveLength(1);
    expect(watch.errors).toEqual([]);
  });
});

interface Cost {
  turn: number;
  hold: number;
  megabytes: number;
}

/** The longest turn of the event loop, the longest transaction, and how much memory was added at most. */
async function measure(db: Database, work: () => Promise<unknown>): Promise<Cost> {
  const longest = { turn: 0, hold: 0, megabytes: 0 };
  const memory = process.memoryUsage().heapUsed;
  let turnBegan = threadMs();
  const look = () => {
    longest.turn = Math.max(longest.turn, threadMs() - turnBegan);
    longest.megabytes = Math.max(longest.megabytes, (process.memoryUsage().heapUsed - memory) / 2 ** 20);
    turnBegan = threadMs();
    timer = setTimeout(look, 1);
  };
  let timer = setTimeout(look, 1);
  let holdBegan: number | undefined;
  const begin = ({ sql }: { sql: string }) => {
    if (/^(?:begin|insert|update|delete)\b/i.test(sql)) holdBegan ??= processMs();
  };
  const end = () => {
    if (holdBegan !== undefined) longest.hold = Math.max(longest.hold, processMs() - holdBegan);
    holdBegan = undefined;
  };
  const { pool } = db.client;
  db.on('query', begin);
  pool.on('release', end);
  await work();
  look();
  clearTimeout(timer);
  db.off('query', begin);
  pool.removeListener('release', end);
  return longest;
}

function threadMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** Of all threads, because SQLite works in others. */
function processMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
