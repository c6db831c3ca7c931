import { setImmediate as nextTurn } from 'node:timers/promises';

interface Waiting<Item> {
  item: Item;
  done: PromiseWithResolvers<void>;
}

/**
 * Has `work` done for several items at once: for all that come together, and for all that come while it is busy. Where it
 * fails each is tried by itself, so that one that breaks harms no other.
 */
export function inBatches<Item>(work: (items: readonly Item[]) => Promise<void>): (item: Item) => Promise<void> {
  let waiting: Waiting<Item>[] = [];
  let isBusy = false;
  const doAll = async () => {
    isBusy = true;
    while (waiting.length > 0) {
      await nextTurn();
      const batch = waiting;
      waiting = [];
      await doBatch(work, batch);
    }
    isBusy = false;
  };
  return (item) => {
    const done = Promise.withResolvers<void>();
    waiting.push({ item, done });
    if (!isBusy) void doAll();
    return done.promise;
  };
}

async function doBatch<Item>(work: (items: readonly Item[]) => Promise<void>, batch: Waiting<Item>[]): Promise<void> {
  try {
    await work(batch.map(({ item }) => item));
    for (const { done } of batch) done.resolve();
  } catch (thrown) {
    const [only, ...others] = batch;
    if (others.length === 0) return only?.done.reject(thrown);
    for (const one of batch) await doBatch(work, [one]);
  }
}
