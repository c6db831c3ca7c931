import type { Knex } from 'knex';

/** One column of all rows that a query finds. knex's own `pluck` knows a column only by the name that the database has for it. */
export async function listValues<Value>(query: Knex.QueryBuilder, column: string): Promise<Value[]> {
  const rows: { value: Value }[] = await query.select(`${column} as value`);
  return rows.map(({ value }) => value);
}
