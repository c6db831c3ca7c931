import type { Transaction } from './connect.ts';

export interface ClaimMarks {
  status: string;
  leaseExpiresAt: Date;
  sendingAt?: Date;
}

/**
 * The one way to take rows of a queue, `key` is `table.column`, for the length of a lease. The attempt is counted here, so
 * that what kills its process counts as tried. Returns the rows as they are now, in any order.
 */
export async function claimRows(
  trx: Transaction,
  key: `${string}.${string}`,
  ids: readonly number[],
  marks: ClaimMarks,
): Promise<object[]> {
  const [table = '', column = ''] = key.split('.');
  if (ids.length === 0) return [];
  return trx(table)
    .whereIn(column, ids)
    .update({ ...marks, attempts: trx.raw('attempts + 1') })
    .returning('*');
}
