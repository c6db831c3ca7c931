import type { Transaction } from '#src/db/connect.ts';
import type { ErasureTools } from '#src/volunteers/numbers/erase-number.ts';
import { erasedIdentity } from '#src/volunteers/numbers/number-hash.ts';

/** Cases that one statement changes. */
const MOST_AT_ONCE = 1000;

/** Takes these numbers off the cases that they reported: off these cases, or else off the newest of each number. */
export async function hideReporters(
  trx: Transaction,
  secret: string,
  { identities, reportIds }: { identities: readonly string[]; reportIds?: readonly number[] },
): Promise<void> {
  for (const identity of identities) {
    const theirs = trx('reports')
      .where({ reporterIdentity: identity })
      .orderBy('createdAt', 'desc')
      .limit(MOST_AT_ONCE);
    if (reportIds) theirs.whereIn('reportId', [...reportIds]);
    await trx('reports')
      .whereIn('reportId', theirs.select('reportId'))
      .update({ reporterIdentity: erasedIdentity(secret, identity) });
  }
}

/** Erases the numbers of strangers from old cases. */
export async function eraseOldStrangers(
  trx: Transaction,
  { secret }: ErasureTools,
  { before, limit }: { before: Date; limit: number },
): Promise<number> {
  const old: { reportId: number; reporterIdentity: string }[] = await trx('reports')
    .whereNull('userId')
    .where('reporterIdentity', 'like', '+%')
    .where('createdAt', '<=', before)
    .orderBy('createdAt')
    .limit(limit)
    .select('reportId', 'reporterIdentity');
  for (const { reportId, reporterIdentity } of old) {
    await trx('reports')
      .where({ reportId })
      .update({ reporterIdentity: erasedIdentity(secret, reporterIdentity) });
  }
  return old.length;
}
