/** A statement may have 32,766 values on SQLite and 65,535 on PostgreSQL. */
const CHUNK_SIZE = 10_000;

/** Lists rows for any number of ids, a chunk of ids at a time. */
export async function inChunks<Id, Row>(
  ids: Iterable<Id>,
  list: (chunk: Id[]) => PromiseLike<Row[]>,
  size = CHUNK_SIZE,
): Promise<Row[]> {
  const all = [...ids];
  const rows: Row[] = [];
  for (let from = 0; from < all.length; from += size) {
    for (const row of await list(all.slice(from, from + size))) rows.push(row);
  }
  return rows;
}
