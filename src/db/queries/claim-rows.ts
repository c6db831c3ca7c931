import type { Transaction } from '#src/db/connect.ts';
import { LOCKS, type RowLock } from '#src/db/lock-registry.ts';

export interface ClaimMarks {
  status: string;
  leaseExpiresAt: Date;
  sendingAt?: Date;
}

/**
 * The one way to take rows of a queue for the length of a lease. The attempt is counted here, so
 * that what kills its process counts as tried. Returns the rows as they are now, in any order.
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
