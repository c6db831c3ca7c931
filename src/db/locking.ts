import type { Knex } from 'knex';
import { type Database, isPostgres, type Transaction } from './connect.ts';

/** `share`: others may hold it too, but nobody may change the row meanwhile. */
type LockStrength = 'update' | 'share';

/** Until the commit nobody else holds this name. `family` is any number, the same in every process. SQLite's one writer needs none. */
export async function lockName(trx: Transaction, family: number, name: string): Promise<void> {
  if (isPostgres(trx)) await nameHeld(trx, family, name);
}

/** The same lock as a table of one row, for a statement that is a transaction by itself: whoever reads it holds the name. */
export function nameHeld(db: Database, family: number, name: string): Knex.Raw {
  if (!isPostgres(db)) return db.raw('(select 1)');
  return db.raw('(select pg_advisory_xact_lock(?, hashtext(?)))', [family, name]);
}

/** Locks rows, `key` is `table.column`, in one order everywhere, so that two transactions never wait for each other. SQLite's one writer needs none. */
export async function lockRows(
  trx: Transaction,
  key: `${string}.${string}`,
  ids: readonly (number | undefined | null)[],
  strength: LockStrength = 'update',
): Promise<void> {
  if (!isPostgres(trx)) return;
  const [table = '', column = ''] = key.split('.');
  const sorted = [...new Set(ids.filter((id) => id != null))].sort((a, b) => a - b);
  for (const id of sorted) {
    const row = trx(table).where(column, id).select(column);
    // a plain FOR UPDATE would make everybody wait who only refers to the row
    await (strength === 'share' ? row.forShare() : row.forNoKeyUpdate());
  }
}
