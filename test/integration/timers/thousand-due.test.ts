import { describe, expect, it } from 'vitest';
import { connect } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import { HOUR, after as later, MINUTE } from '#src/platform/duration.ts';
import { type Cost, cheapest, measureWork } from '#test/support/budgets/measure-work.ts';
import { at } from '#test/support/build-roster.ts';
import { bookCrowd, phoneInCrowd } from '#test/support/crowd-on-shift.ts';
import { type DatabaseKind, LARGE_TEST_KINDS, scratchDatabase } from '#test/support/databases.ts';
import { TestWatch } from '#test/support/test-watch.ts';

const REMINDERS = 1000;
const DUE = at('2026-11-27T20:00');
/** What is usual is 2,500 ms of processor time for all of them. They must be done within 30 s on a machine with other work. */
const MOST_PROCESSOR_MS = 15_000;
/** Processor time of one turn of the event loop, and of one hold of the writer lock. What is usual is 30. */
const LONGEST_MS = 100;
const TEXTS = 40;

const MOST_RUNS = 3;

describe.each(LARGE_TEST_KINDS)('a thousand reminders that are due at one moment on %s', (kind) => {
  it('are queued soon, each once, while texts are answered', { timeout: 180_000 }, async () => {
    const costs: Cost[] = [];
    // the cheapest of up to three runs counts, because a machine with other work sometimes makes one of them slow
    while (costs.length < MOST_RUNS && !costs.some(isCheap)) costs.push(await runCrowd(kind));
    const { turn, hold } = cheapest(costs);
    expect(turn).toBeLessThan(LONGEST_MS);
    expect(hold).toBeLessThan(LONGEST_MS);
  });
});

function isCheap({ turn, hold }: Cost): boolean {
  return turn < LONGEST_MS && hold < LONGEST_MS;
}

/** Runs the reminders of a new database while people text, and looks at what came of it. */
async function runCrowd(kind: DatabaseKind): Promise<Cost> {
  const scratch = await scratchDatabase(kind);
  try {
    const db = connect(scratch.url);
    await using watch = await TestWatch.open(scratch.url, { db });
    await inTransaction(db, (trx) => bookCrowd(trx, { due: DUE, bookings: REMINDERS / 2 }));
    watch.now = later(DUE, -HOUR);
    await watch.services.timers.plan();
    watch.now = later(DUE, MINUTE);
    let isDone = false;
    let answeredMeanwhile = 0;
    const text = async () => {
      for (let index = 0; index < TEXTS; index += 1) {
        await watch.text(phoneInCrowd(index), 'my');
        if (!isDone) answeredMeanwhile += 1;
      }
    };
    const begun = process.cpuUsage();
    const cost = await measureWork(db, async () => {
      const texts = text();
      expect(await watch.services.timers.runDue()).toBe(REMINDERS);
      isDone = true;
      await texts;
    });
    const { user, system } = process.cpuUsage(begun);
    const queued = await db('outbox').where({ messageType: 'reminder_2h' }).pluck('idempotency_key');
    expect(new Set(queued).size).toBe(REMINDERS);
    expect(await db('timers').where({ kind: 'reminder_2h' }).whereNot({ status: 'done' })).toEqual([]);
    expect(await db('outbox').where({ messageType: 'answer' })).toHaveLength(TEXTS);
    expect(answeredMeanwhile).toBeGreaterThan(TEXTS / 4);
    if (process.env.BUDGETS === 'all') console.log(kind, cost, (user + system) / 1000, answeredMeanwhile);
    expect((user + system) / 1000).toBeLessThan(MOST_PROCESSOR_MS);
    expect(watch.errors).toEqual([]);
    return cost;
  } finally {
    await scratch.remove();
  }
}
