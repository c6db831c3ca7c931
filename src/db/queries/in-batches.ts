import type { Model, QueryBuilder } from 'objection';

const BATCH = 100;

/** Reads all rows of a list in batches. `list` returns the first rows after the last one of the previous batch. */
export async function* inBatches<Row>(
  list: (last: Row | undefined, limit: number) => PromiseLike<Row[]>,
  limit = BATCH,
): AsyncGenerator<Row[]> {
  let last: Row | undefined;
  do {
    const rows = await list(last, limit);
    if (rows.length > 0) yield rows;
    last = rows.length < limit ? undefined : rows.at(-1);
  } while (last);
}

export type ModelQuery<Row extends Model> = QueryBuilder<Row, Row[]>;
type Column<Row> = keyof Row & string;

/** Leaves out the rows up to this one, in the order of an instant and an id. */
export function startAfter<Row extends Model>(
  rows: ModelQuery<Row>,
  last: Row,
  [instant, id]: readonly [Column<Row>, Column<Row>],
): ModelQuery<Row> {
  const [at, lastId] = [last[instant] as Date, last[id] as number];
  // the database can begin to read there, which it cannot with the alternatives alone
  return rows.where(instant, '>=', at).where((later) => {
    later.where(instant, '>', at).orWhere(id, '>', lastId);
  });
}
