import { Readable } from 'node:stream';
import { type JsonField, writeJsonObject } from '#src/platform/json-object.ts';

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

/** A JSON object whose fields are computed one after the other, and whose lists are computed in batches. */
export function streamJsonObject(fields: AsyncIterable<JsonField>): Readable {
  return Readable.from(writeJsonObject(fields), { objectMode: false });
}
