import { isPostgres, type Transaction } from '#src/db/connect.ts';
import { listPostgresTables } from '#src/db/postgres/read-tables.ts';
import { listSqliteTables } from '#src/db/sqlite/read-tables.ts';
import type { Table } from './table.ts';

/** Tables of knex and of SQLite itself. */
const NOT_OURS = /^(knex_|sqlite_)/;

/**
 * Lists our tables as they are in the database, each after the tables that it refers to. Throws if a table cannot be copied
 * row by row: it has no key, a column of an unknown type, or is part of a cycle of references.
 */
export async function listTables(trx: Transaction): Promise<Table[]> {
  const tables = isPostgres(trx) ? await listPostgresTables(trx) : await listSqliteTables(trx);
  const ours = tables.filter(({ name }) => !NOT_OURS.test(name));
  for (const { name, key } of ours) if (key.length === 0) throw new Error(`the table ${name} has no primary key`);
  return sortByReferences(ours);
}

function sortByReferences(tables: Table[]): Table[] {
  const ordered: Table[] = [];
  const isSettled = (other: string | undefined, own: string) =>
    other === undefined || other === own || ordered.some(({ name }) => name === other);
  let left = tables.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  while (left.length > 0) {
    const next = left.filter(({ name, columns }) => columns.every(({ refersTo }) => isSettled(refersTo, name)));
    if (next.length === 0) throw new Error(`these tables refer to each other: ${left.map(({ name }) => name)}`);
    ordered.push(...next);
    left = left.filter((table) => !next.includes(table));
  }
  return ordered;
}
