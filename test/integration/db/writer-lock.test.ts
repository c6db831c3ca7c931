import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { connect, type Database } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import { writerLock } from '#src/db/sqlite/writer-lock.ts';
import { type ScratchDatabase, scratchDatabase } from '#test/support/databases.ts';

const TRIES = 60;

let scratch: ScratchDatabase;
let db: Database;
let busy: Worker;
beforeEach(async () => {
  scratch = await scratchDatabase('SQLite');
  db = connect(scratch.url);
  await db('counters').insert({ name: 'turns', value: 0 });
  busy = new Worker(join(import.meta.dirname, 'busy-writer.ts'), { workerData: { url: scratch.url } });
  await expect.poll(() => writtenBy(db), { timeout: 20_000 }).toBeGreaterThan(0);
});
afterEach(async () => {
  // a thread that outlives a failed test would cost the tests after it their processor
  await busy.terminate();
  await db.destroy();
  await scratch.remove();
});

async function writtenBy(asker: Database): Promise<number> {
  return (await asker('counters').where({ name: 'turns' }).first('value')).value;
}

/** How often the other thread wrote while this one waited for the lock. */
async function othersMeanwhile(): Promise<number> {
  const before = await writtenBy(db);
  return inTransaction(db, async (trx) => (await writtenBy(trx)) - before);
}

it('two threads that write without a pause take turns', async () => {
  const others: number[] = [];
  for (let round = 0; round < TRIES; round += 1) others.push(await othersMeanwhile());
  // this is the main thread, which may begin two transactions ahead of a waiting thread
  expect(others.filter((count) => count > 0).length).toBeGreaterThan(TRIES / 4);
  // now and then a busy machine lets this thread wait for the processor instead of the lock, so most rounds count, not all
  expect(others.filter((count) => count <= 1).length).toBeGreaterThan(0.75 * TRIES);
  busy.postMessage('end');
  await once(busy, 'exit');
});

it('a thread that died while it waited blocks nobody', async () => {
  busy.postMessage('end');
  await once(busy, 'exit');
  const refusals = [Object.assign(new Error('locked'), { code: 'SQLITE_BUSY' }), new Error('gone')];
  await expect(writerLock.take(() => Promise.reject(refusals.shift()))).rejects.toThrow('gone');
  const from = performance.now();
  for (let round = 0; round < TRIES; round += 1) await othersMeanwhile();
  expect(performance.now() - from).toBeLessThan(2_000);
});
