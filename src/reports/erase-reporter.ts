import type { Transaction } from '#src/db/connect.ts';
import { listValues } from '#src/db/queries/list-values.ts';
import type { ErasureTools } from '#src/volunteers/numbers/erase-number.ts';
import { erasedIdentity } from '#src/volunteers/numbers/number-hash.ts';
import { withoutPlaces } from './without-places.ts';

/**
 * Erases a person from the cases that they reported: number, places and files. The words stay, because they are the watch's
 * record. Returns the cases, and the files that the caller must erase.
 */
export async function eraseReporter(
  trx: Transaction,
  { secret }: ErasureTools,
  { userId, identities }: { userId: number | undefined; identities: readonly string[] },
): Promise<{ reportIds: Set<number>; caseNumbers: Set<number>; mediaIds: number[] }> {
  const theirs = trx('reports').where((either) => {
    either.whereIn('reporterIdentity', [...identities]);
    if (userId !== undefined) either.orWhere({ userId });
  });
  const cases: { reportId: number; caseNumber: number }[] = await theirs.select('reportId', 'caseNumber');
  const reportIds = cases.map(({ reportId }) => reportId);
  const additions = trx('report_additions').whereIn('reportId', reportIds);
  const mediaIds = await listValues<number>(additions.clone().whereNotNull('mediaId'), 'mediaId');
  await additions.update(withoutPlaces(trx));
  await trx('reports').whereIn('reportId', reportIds).update({ latitude: null, longitude: null });
  for (const identity of identities) await hideReporter(trx, secret, identity);
  const caseNumbers = new Set(cases.map(({ caseNumber }) => caseNumber));
  return { reportIds: new Set(reportIds), caseNumbers, mediaIds };
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

async function hideReporter(trx: Transaction, secret: string, identity: string): Promise<void> {
  await trx('reports')
    .where({ reporterIdentity: identity })
    .update({ reporterIdentity: erasedIdentity(secret, identity) });
}
