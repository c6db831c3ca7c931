/** Merges sorted sources into one sorted sequence. It keeps one batch of each in memory. */
export async function* mergeBatches<Item>(
  sources: readonly AsyncIterable<readonly Item[]>[],
  compare: (one: Item, other: Item) => number,
): AsyncGenerator<Item[]> {
  let open = sources.map((source) => ({ batches: source[Symbol.asyncIterator](), items: [] as Item[], isDone: false }));
  for (;;) {
    for (const source of open) {
      while (source.items.length === 0 && !source.isDone) {
        const { done, value } = await source.batches.next();
        if (done) source.isDone = true;
        else source.items = [...value];
      }
    }
    open = open.filter(({ isDone }) => !isDone);
    // what comes after the end of a batch is not known yet, so nothing that is later than the earliest end is given out
    const [end] = open.flatMap(({ items }) => items.at(-1) ?? []).sort(compare);
    if (end === undefined) return;
    const merged = open.flatMap(({ items }) => {
      const later = items.findIndex((item) => compare(item, end) > 0);
      return items.splice(0, later === -1 ? items.length : later);
    });
    yield merged.sort(compare);
  }
}
