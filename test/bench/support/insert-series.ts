import { type Database, isPostgres } from '#src/db/connect.ts';

/** SQL in which `n` counts from 0; `instant` is one that gives milliseconds. */
type Expression = string | { instant: string };

/** Inserts rows with one statement in the database, where a million rows take seconds. */
export async function insertSeries(
  db: Database,
  count: number,
  { table, columns }: { table: string; columns: Record<string, Expression> },
): Promise<void> {
  if (count === 0) return;
  const isInPostgres = isPostgres(db);
  const values = Object.values(columns).map((value) => {
    if (typeof value === 'string') return value;
    return isInPostgres ? `to_timestamp((${value.instant}) / 1000.0)` : `(${value.instant})`;
  });
  const series = isInPostgres
    ? `generate_series(0::bigint, ${count - 1}) as series(n)`
    : `(with recursive series(n) as (select 0 union all select n + 1 from series where n < ${count - 1}) select n from series)`;
  await db.raw(`insert into ${table} (${Object.keys(columns).join(', ')}) select ${values.join(', ')} from ${series}`);
}
