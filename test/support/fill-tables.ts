import type { Transaction } from '#src/db/connect.ts';
import type { Column, Table } from '#src/db/schema/table.ts';
import { listTables } from '#src/db/schema/tables.ts';

type Value = string | number | boolean | Date | Buffer | null;

/** Values that our code can read, by the name of the column. `n` differs for each row. */
const WORDS: Readonly<Record<string, (n: number) => string>> = {
  cron_expr: () => '0 0,2 * * 6,0,1',
  timezone: () => 'Africa/Johannesburg',
  channel: () => 'sms',
  phone: numberOf,
  identity: numberOf,
  address: numberOf,
  raw: () => '{}',
  media: () => '[{"kind":"photo","url":"https://api.twilio.com/2010-04-01/Accounts/AC1/Messages/MM1/Media/ME1"}]',
  kind: () => 'photo',
};

/**
 * Inserts two rows into every table that the database has now, in any version: one with only the required columns, and one
 * with a value in every column without a default. `n` makes the rows of each call different.
 */
export async function fillTables(trx: Transaction, n: number): Promise<void> {
  const keys = new Map<string, Value[]>();
  for (const table of await listTables(trx)) {
    const added: Value[] = [];
    for (const [index, isFull] of [false, true].entries()) {
      const row = rowFor(table, isFull, 2 * n + index, (other) => keys.get(other)?.[index] ?? null);
      const [key] = await trx(table.name).insert(row).returning(table.key);
      added.push(key[table.key[0] ?? '']);
    }
    keys.set(table.name, added);
  }
}

function rowFor(table: Table, isFull: boolean, n: number, keyIn: (other: string) => Value): Record<string, Value> {
  const asked = table.columns.filter((column) => {
    const isLeftOut = column.isNullable && !isFull;
    return !isLeftOut && !column.countsUp && (!column.hasDefault || (isFull && column.name in WORDS));
  });
  return Object.fromEntries(
    asked.map((column) => {
      if (column.refersTo) return [column.name, keyIn(column.refersTo)];
      const isItsName = table.key.length === 1 && table.key[0] === column.name;
      return [column.name, isItsName ? `${n}` : VALUES[column.kind](n, column)];
    }),
  );
}

const VALUES: Readonly<Record<Column['kind'], (n: number, column: Column) => Value>> = {
  number: (n) => 1000 + n,
  text: (n, { name, longest }) => (WORDS[name]?.(n) ?? `${n} ${name}`).slice(0, longest),
  date: () => '2026-11-28',
  instant: (n) => new Date(Date.UTC(2026, 10, 28, 0, n, 0, 123)),
  boolean: () => true,
  binary: (n) => Buffer.from([0, n, 255]),
};

function numberOf(n: number): string {
  return `+2782${String(n).padStart(7, '0')}`;
}
