import type { Transaction } from '#src/db/connect.ts';
import { LOCKS, type RowLock } from '#src/db/lock-registry.ts';

/** The columns that say who has a row, and until when. Each queue has its own. */
export type ClaimMarks = { status: string; leaseExpiresAt: Date; sendingAt?: Date } | { leaseUntil: Date };

/**
 * Claims rows of a queue for the length of a lease. It also counts the attempt, so that an attempt which kills the process
 * counts. Returns the changed rows, in any order.
 */
export async function claimRows(
  trx: Transaction,
  lock: RowLock,
  ids: readonly number[],
  marks: ClaimMarks,
): Promise<object[]> {
  const [table = '', column = ''] = LOCKS[lock].rows.split('.');
  if (ids.length === 0) return [];
  return trx(table)
    .whereIn(column, ids)
    .update({ ...marks, attempts: trx.raw('attempts + 1') })
    .returning('*');
}
