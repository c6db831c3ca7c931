import { type Database, isPostgres, plainly } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import type { Table } from '#src/db/table.ts';
import { listTables } from '#src/db/tables.ts';

/**
 * Remembers what a database holds now. The function that it returns takes the database back there: the same rows, and the
 * same next ids. On PostgreSQL this takes a tenth of the time that a new database and new connections to it take.
 */
export async function rewindable(database: Database): Promise<() => Promise<void>> {
  const db = plainly(database);
  const tables = await inTransaction(db, listTables);
  const kept = new Map<string, object[]>();
  for (const { name } of tables) kept.set(name, await db(name));
  return () =>
    inTransaction(db, async (trx) => {
      for (const { name } of tables.toReversed()) await trx(name).delete();
      for (const { name } of tables) {
        const rows = kept.get(name) ?? [];
        if (rows.length > 0) await trx(name).insert(rows);
      }
      if (!isPostgres(db)) {
        // SQLite goes on after the largest id that is there
        await trx('sqlite_sequence').delete();
        return;
      }
      for (const { name, column } of tables.flatMap(counting)) {
        await trx.raw(`select setval(pg_get_serial_sequence(?, ?), (select coalesce(max(??), 0) + 1 from ??), false)`, [
          name,
          column,
          column,
          name,
        ]);
      }
    });
}

function counting({ name, columns }: Table): { name: string; column: string }[] {
  return columns.filter(({ countsUp }) => countsUp).map((column) => ({ name, column: column.name }));
}
