import { expect, test } from 'vitest';
import type { Transaction } from '#src/db/connect.ts';
import { createSnapshotStreams } from '#src/db/stream-snapshot.ts';
import { onBothDatabases } from '#test/support/databases.ts';

/** Ends the stream after its first item. */
async function firstOf<Item>(stream: AsyncGenerator<Item>): Promise<Item | undefined> {
  for await (const item of stream) return item;
  return undefined;
}

const runStep = <T>(step: () => Promise<T>) => step();

onBothDatabases((db) => {
  /** Counts the newcomers' refs three times. */
  async function* counts(trx: Transaction) {
    for (let time = 0; time < 3; time += 1) {
      const [row] = await trx('refs').count('ref as all');
      yield Number(row?.all);
    }
  }
  const addRef = (ref: string) => db()('refs').insert({ ref, kind: 'newcomer' });

  test('every batch shows the instant at which the first one was read, and writers do not wait', async () => {
    const stream = createSnapshotStreams(db(), { runStep });
    await addRef('A1');
    const batches = stream(counts);
    await addRef('A2');
    const { value: first } = await batches.next();
    await addRef('A3');
    const rest: number[] = [];
    for await (const count of batches) rest.push(count);
    expect(rest).toEqual([first, first]);
    expect(await firstOf(stream(counts))).toBe(Number(first) + 1);
  });

  test('it cannot write', async () => {
    const stream = createSnapshotStreams(db(), { runStep });
    const writing = stream(async function* (trx) {
      yield await trx('refs').insert({ ref: 'W1', kind: 'newcomer' });
    });
    await expect(writing.next()).rejects.toThrow();
    expect(await db()('refs').where({ ref: 'W1' })).toEqual([]);
  });

  test('of many streams two are open, and one that is given up makes room for the next', async () => {
    const stream = createSnapshotStreams(db(), { runStep });
    const open = [stream(counts), stream(counts)];
    for (const each of open) await each.next();
    let hasBegun = false;
    const third = stream(counts);
    const begun = third.next().then(() => {
      hasBegun = true;
    });
    await db()('refs').first();
    expect(hasBegun).toBe(false);
    await open[0]?.return(undefined);
    await begun;
    for (const each of [...open, third]) await each.return(undefined);
    await expect(open[1]?.next()).resolves.toEqual({ done: true, value: undefined });
  });

  test('a stream that fails makes room too', async () => {
    const stream = createSnapshotStreams(db(), { runStep });
    for (let time = 0; time < 3; time += 1) {
      // biome-ignore lint/correctness/useYield: it fails before it gives anything out
      const failing = stream(async function* (trx: Transaction) {
        await trx('no_such_table');
      });
      await expect(failing.next()).rejects.toThrow('no_such_table');
    }
    expect(await firstOf(stream(counts))).toEqual(expect.any(Number));
  });

  test('a taker who is too slow gets no more', async () => {
    const stream = createSnapshotStreams(db(), { runStep, longestMs: 0 });
    await expect(stream(counts).next()).rejects.toThrow('too slow');
  });
});
