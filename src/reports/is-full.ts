import type { Transaction } from '#src/db/connect.ts';

/**
 * A case with so many additions takes no further text. A night of texts fits in, and reading the whole case stays quick. The
 * last text may bring several photos, so that a case can have some more.
 */
export const MOST_ADDITIONS = 200;

export async function isFull(trx: Transaction, reportId: number): Promise<boolean> {
  const [row] = await trx('report_additions').where({ reportId }).count('* as total');
  return Number(row?.total) >= MOST_ADDITIONS;
}
