import type { Transaction } from '#src/db/connect.ts';
import type { Column, ColumnKind, Table } from '#src/db/schema/table.ts';

const KINDS: Readonly<Record<string, ColumnKind>> = {
  integer: 'number',
  bigint: 'number',
  real: 'number',
  'double precision': 'number',
  'character varying': 'text',
  text: 'text',
  date: 'date',
  'timestamp with time zone': 'instant',
  boolean: 'boolean',
  bytea: 'binary',
};

interface ColumnRow {
  table_name: string;
  column_name: string;
  data_type: string;
  is_nullable: 'YES' | 'NO';
  column_default: string | null;
  character_maximum_length: number | null;
}

interface ConstraintRow {
  kind: 'p' | 'f';
  table_name: string;
  column_name: string;
  target: string | null;
}

export async function listPostgresTables(trx: Transaction): Promise<Table[]> {
  const { rows } = await trx.raw<{ rows: ColumnRow[] }>(
    `select c.* from information_schema.columns c
       join information_schema.tables t using (table_schema, table_name)
      where table_schema = current_schema() and table_type = 'BASE TABLE'
      order by table_name, ordinal_position`,
  );
  const constraints = await listConstraints(trx);
  return [...Map.groupBy(rows, (row) => row.table_name)].map(([name, columns]) => {
    const own = constraints.filter((constraint) => constraint.table_name === name);
    const target = new Map(own.flatMap((row) => (row.kind === 'f' ? [[row.column_name, row.target ?? '']] : [])));
    return {
      name,
      columns: columns.map((row) => columnOf(row, target.get(row.column_name))),
      key: own.filter(({ kind }) => kind === 'p').map(({ column_name }) => column_name),
    };
  });
}

/** Primary and foreign keys, one row per column, in the order of the key. */
async function listConstraints(trx: Transaction): Promise<ConstraintRow[]> {
  const { rows } = await trx.raw<{ rows: ConstraintRow[] }>(
    `select k.contype as kind, own.relname as table_name, a.attname as column_name, other.relname as target
       from pg_constraint k
       join pg_class own on own.oid = k.conrelid
       left join pg_class other on other.oid = k.confrelid
      cross join lateral unnest(k.conkey) with ordinality as member (attnum, place)
       join pg_attribute a on a.attrelid = k.conrelid and a.attnum = member.attnum
      where k.contype in ('p', 'f') and k.connamespace = current_schema()::regnamespace
      order by own.relname, k.oid, member.place`,
  );
  return rows;
}

function columnOf(row: ColumnRow, refersTo: string | undefined): Column {
  const kind = KINDS[row.data_type];
  if (!kind) throw new Error(`${row.table_name}.${row.column_name} has an unknown type: ${row.data_type}`);
  return {
    name: row.column_name,
    kind,
    isNullable: row.is_nullable === 'YES',
    hasDefault: row.column_default !== null,
    countsUp: row.column_default?.startsWith('nextval(') ?? false,
    longest: row.character_maximum_length ?? undefined,
    refersTo,
  };
}
