import { expect, it } from 'vitest';
import { inBatches } from '#src/messaging/in-batches.ts';

it('what comes together is done together, and what comes meanwhile in the next round', async () => {
  const rounds: number[][] = [];
  const first = Promise.withResolvers<void>();
  const give = inBatches<number>(async (items) => {
    rounds.push([...items]);
    if (rounds.length === 1) await first.promise;
  });
  const begun = [give(1), give(2)];
  await expect.poll(() => rounds).toEqual([[1, 2]]);
  const meanwhile = [give(3), give(4)];
  first.resolve();
  await Promise.all([...begun, ...meanwhile]);
  expect(rounds).toEqual([
    [1, 2],
    [3, 4],
  ]);
});

it('one that breaks harms no other', async () => {
  const done: number[] = [];
  const give = inBatches<number>(async (items) => {
    if (items.includes(2)) throw new Error('two');
    done.push(...items);
  });
  const outcomes = await Promise.allSettled([give(1), give(2), give(3)]);
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(done).toEqual([1, 3]);
  await give(4);
  expect(done).toEqual([1, 3, 4]);
});
