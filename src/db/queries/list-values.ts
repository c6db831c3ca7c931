import type { Knex } from 'knex';

/** One column of all rows of a query. knex's `pluck` would need the column's name in the database. */
export async function listValues<Value>(query: Knex.QueryBuilder, column: string): Promise<Value[]> {
  const rows: { value: Value }[] = await query.select(`${column} as value`);
  return rows.map(({ value }) => value);
}
