import type { Transaction } from '#src/db/connect.ts';
import type { Severity } from './report.ts';
import { withoutPlaces } from './without-places.ts';

interface Batch {
  severity: Severity;
  before: Date;
  limit: number;
}

interface OldAddition {
  additionId: number;
  mediaId: number | null;
  sizeBytes: number | null;
}

/**
 * Erases places and links to files from old additions to cases of this severity. The rows of the additions stay. `take` says
 * how many of them one transaction may erase. Returns how many it took, and the files that the caller must erase.
 */
export async function eraseOldAdditions(
  trx: Transaction,
  { severity, before, limit, take }: Batch & { take: (additions: OldAddition[]) => OldAddition[] },
): Promise<{ count: number; mediaIds: number[] }> {
  const found: OldAddition[] = await trx('report_additions as a')
    .join('reports as r', 'r.reportId', 'a.reportId')
    .leftJoin('media as m', 'm.mediaId', 'a.mediaId')
    .where('r.severity', severity)
    .where('a.createdAt', '<=', before)
    .where((held) => held.whereNotNull('a.latitude').orWhereNotNull('a.mediaUrl'))
    .orderBy('a.createdAt')
    .limit(limit)
    .select('a.additionId', 'a.mediaId', 'm.sizeBytes');
  const old = take(found);
  await trx('report_additions')
    .whereIn(
      'additionId',
      old.map(({ additionId }) => additionId),
    )
    .update(withoutPlaces(trx));
  return { count: old.length, mediaIds: old.flatMap(({ mediaId }) => mediaId ?? []) };
}

/** Erases the places of old cases of this severity. */
export async function eraseOldPlaces(trx: Transaction, { severity, before, limit }: Batch): Promise<number> {
  const old = trx('reports').where({ severity }).where('createdAt', '<=', before).whereNotNull('latitude');
  return trx('reports')
    .whereIn('reportId', old.orderBy('createdAt').limit(limit).select('reportId'))
    .update({ latitude: null, longitude: null });
}
