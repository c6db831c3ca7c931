import type { Transaction } from '#src/db/connect.ts';
import { listValues } from '#src/db/queries/list-values.ts';

/** Deletes the content. The address stays until the provider has erased its copy. Returns how many files were erased. */
export async function eraseMedia(trx: Transaction, now: Date, mediaIds: readonly number[]): Promise<number> {
  if (mediaIds.length === 0) return 0;
  await trx('media_contents')
    .whereIn('mediaId', [...mediaIds])
    .delete();
  return trx('media')
    .whereIn('mediaId', [...mediaIds])
    .whereNot({ status: 'erased' })
    .update({
      status: 'erased',
      erasedAt: now,
      dueAt: now,
      attempts: 0,
      leaseExpiresAt: null,
      sha256: null,
      error: null,
    });
}

/** Erases files that came with a text and belong to no case. Returns how many. */
export async function eraseMediaOfNoCase(
  trx: Transaction,
  now: Date,
  { before, limit }: { before: Date; limit: number },
): Promise<number> {
  const held = trx('media as m')
    .whereNot('m.status', 'erased')
    .where('m.createdAt', '<=', before)
    .whereNotExists(trx('report_additions as a').whereRaw('a.media_id = m.media_id').select('a.additionId'))
    .orderBy('m.createdAt')
    .limit(limit);
  return eraseMedia(trx, now, await listValues<number>(held, 'm.mediaId'));
}
