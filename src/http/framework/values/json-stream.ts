import { Readable } from 'node:stream';

/** A JSON array that is computed in batches, after the snapshot of the request has ended. */
export function streamJsonArray<Item>(batches: AsyncIterable<readonly Item[]>): Readable {
  async function* parts() {
    let separator = '[';
    for await (const items of batches) {
      if (items.length === 0) continue;
      yield separator + items.map((item) => JSON.stringify(item)).join();
      separator = ',';
    }
    yield separator === '[' ? '[]' : ']';
  }
  return Readable.from(parts(), { objectMode: false });
}
