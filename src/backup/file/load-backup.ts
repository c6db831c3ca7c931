import type { Transaction } from '#src/db/connect.ts';
import type { Table } from '#src/db/schema/table.ts';
import { listTables } from '#src/db/schema/tables.ts';
import { BackupError } from './backup-error.ts';
import { CONVERSIONS, type StoredValue, type TableLine, type Value } from './backup-format.ts';
import type { BackupPart } from './read-backup.ts';

/** SQLite accepts 32,766 values and 500 rows in a statement. */
const MOST_ROWS = 100;
/** In characters. Rows with files are inserted one by one. */
const MOST_TEXT = 2 ** 20;

/**
 * Replaces all rows by the rows of a backup. The database must have exactly the migrations of the backup, and `trx` must not
 * convert names. Returns the number of rows of each table.
 */
export async function loadBackup(trx: Transaction, parts: AsyncIterable<BackupPart>): Promise<Record<string, number>> {
  const tables = await listTables(trx);
  for (const { name } of tables.toReversed()) await trx(name).delete();
  const counts: Record<string, number> = {};
  let loading: Loading | undefined;
  for await (const part of parts) {
    if (part.part === 'table') {
      await loading?.flush();
      counts[part.table.table] = 0;
      loading = loadInto(trx, part.table, tables);
    } else if (part.part === 'row' && loading) {
      counts[loading.table] = (counts[loading.table] ?? 0) + 1;
      await loading.add(part.row);
    }
  }
  await loading?.flush();
  return counts;
}

interface Loading {
  table: string;
  add(row: StoredValue[]): Promise<void>;
  flush(): Promise<void>;
}

function loadInto(trx: Transaction, { table, columns }: TableLine, tables: Table[]): Loading {
  const own = tables.find(({ name }) => name === table)?.columns;
  const isSame =
    own?.length === columns.length && columns.every((c) => own.some((o) => o.name === c.name && o.kind === c.kind));
  if (!isSame) throw new BackupError(`The table ${table} in the backup does not match its migrations.`);
  let waiting: Record<string, Value>[] = [];
  let length = 0;
  const flush = async () => {
    if (waiting.length > 0) await trx(table).insert(waiting);
    waiting = [];
    length = 0;
  };
  return {
    table,
    flush,
    add: async (row) => {
      const values = columns.map(({ name, kind }, index) => {
        const stored = row[index] ?? null;
        length += typeof stored === 'string' ? stored.length : 0;
        return [name, stored === null ? null : CONVERSIONS[kind].restore(stored)];
      });
      waiting.push(Object.fromEntries(values));
      if (waiting.length >= MOST_ROWS || length >= MOST_TEXT) await flush();
    },
  };
}
