/** A statement takes 32,766 values on SQLite and 65,535 on PostgreSQL. */
const MOST_AT_ONCE = 10_000;

/** The rows that belong to these ids, however many ids there are. */
export async function inChunks<Id, Row>(ids: Iterable<Id>, list: (chunk: Id[]) => PromiseLike<Row[]>): Promise<Row[]> {
  const all = [...ids];
  const rows: Row[] = [];
  for (let from = 0; from < all.length; from += MOST_AT_ONCE) {
    for (const row of await list(all.slice(from, from + MOST_AT_ONCE))) rows.push(row);
  }
  return rows;
}
