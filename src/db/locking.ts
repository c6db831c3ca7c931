import type { Transaction } from './connect.ts';
import { isPostgres } from './connect.ts';

/** Locks rows, `key` is `table.column`, in one order everywhere, so that two transactions never wait for each other. SQLite's one writer needs none. */
export async function lockRows(
  trx: Transaction,
  key: `${string}.${string}`,
  ids: readonly (number | undefined | null)[],
): Promise<void> {
  if (!isPostgres(trx)) return;
  const [table = '', column = ''] = key.split('.');
  const sorted = [...new Set(ids.filter((id) => id != null))].sort((a, b) => a - b);
  for (const id of sorted) await trx(table).where(column, id).select(column).forUpdate();
}
