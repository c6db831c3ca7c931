import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergeBatches } from '#src/platform/merge-batches.ts';

const byNumber = (one: number, other: number) => one - other;

async function* inBatchesOf(items: readonly number[], size: number) {
  for (let from = 0; from < items.length; from += size) yield items.slice(from, from + size);
}

test('sorted sources become one sorted sequence, in batches', async () => {
  const source = fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 40 }).map((items) => items.sort(byNumber));
  await fc.assert(
    fc.asyncProperty(fc.array(source, { maxLength: 4 }), fc.integer({ min: 1, max: 7 }), async (sources, size) => {
      const merged: number[] = [];
      for await (const batch of mergeBatches(
        sources.map((items) => inBatchesOf(items, size)),
        byNumber,
      )) {
        expect(batch.length).toBeGreaterThan(0);
        expect(batch.length).toBeLessThanOrEqual(size * sources.length);
        merged.push(...batch);
      }
      expect(merged).toEqual(sources.flat().sort(byNumber));
    }),
  );
});

test('a batch is read only when it is needed', async () => {
  let read = 0;
  async function* counted() {
    for (let from = 0; from < 100; from += 10) {
      read += 1;
      yield Array.from({ length: 10 }, (_, index) => from + index);
    }
  }
  const merged = mergeBatches([counted(), inBatchesOf([5, 95], 10)], byNumber);
  expect((await merged.next()).value).toEqual([0, 1, 2, 3, 4, 5, 5, 6, 7, 8, 9]);
  expect(read).toBe(1);
});
