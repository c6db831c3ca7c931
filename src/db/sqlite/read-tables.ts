import type { Transaction } from '#src/db/connect.ts';
import type { Column, ColumnKind, Table } from '#src/db/schema/table.ts';

/** The types that knex declares. SQLite itself accepts any word. */
const KINDS: Readonly<Record<string, ColumnKind>> = {
  integer: 'number',
  bigint: 'number',
  float: 'number',
  double: 'number',
  varchar: 'text',
  text: 'text',
  date: 'date',
  datetime: 'instant',
  boolean: 'boolean',
  blob: 'binary',
};

interface ColumnRow {
  name: string;
  type: string;
  notnull: number;
  dflt_value: string | null;
  pk: number;
}

export async function listSqliteTables(trx: Transaction): Promise<Table[]> {
  const names: string[] = await trx('sqlite_master').where({ type: 'table' }).pluck('name');
  const tables: Table[] = [];
  for (const name of names) {
    const rows: ColumnRow[] = await trx.raw('select * from pragma_table_info(?)', [name]);
    const references: { from: string; table: string }[] = await trx.raw('select * from pragma_foreign_key_list(?)', [
      name,
    ]);
    const target = new Map(references.map(({ from, table }) => [from, table]));
    const inKey = rows.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk);
    const columns = rows.map((row) => {
      const countsUp = inKey.length === 1 && row.pk === 1 && row.notnull === 1 && row.type.toLowerCase() === 'integer';
      return columnOf(name, row, { countsUp, refersTo: target.get(row.name) });
    });
    tables.push({ name, columns, key: inKey.map((row) => row.name) });
  }
  return tables;
}

function columnOf(table: string, row: ColumnRow, around: Pick<Column, 'countsUp' | 'refersTo'>): Column {
  const [, type = '', length] = /^(\w+)(?:\((\d+)\))?$/.exec(row.type.toLowerCase()) ?? [];
  const kind = KINDS[type];
  if (!kind && !table.startsWith('sqlite_')) throw new Error(`${table}.${row.name} has an unknown type: ${row.type}`);
  return {
    name: row.name,
    kind: kind ?? 'text',
    // knex declares a key that is not a sequence without NOT NULL
    isNullable: row.notnull === 0 && row.pk === 0,
    hasDefault: row.dflt_value !== null || around.countsUp,
    longest: length ? Number(length) : undefined,
    ...around,
  };
}
