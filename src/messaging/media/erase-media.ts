import type { Transaction } from '#src/db/connect.ts';

/** SQLite needs 3 ms for each megabyte that it deletes, so one transaction deletes one large file or several small ones. */
const MOST_BYTES = 16 * 2 ** 20;

interface FileSize {
  mediaId: number | null;
  sizeBytes: number | null;
}

/** As many of the first rows as have files that one transaction may delete. At least one. */
export function takeWithinBytes<Row extends FileSize>(rows: readonly Row[]): Row[] {
  let bytes = 0;
  const tooMany = rows.findIndex(({ sizeBytes }, index) => {
    bytes += sizeBytes ?? 0;
    return bytes > MOST_BYTES && index > 0;
  });
  return tooMany < 0 ? [...rows] : rows.slice(0, tooMany);
}

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

/** Erases files that came with a text and belong to no case. Returns how many, or `limit` if there are more. */
export async function eraseMediaOfNoCase(
  trx: Transaction,
  now: Date,
  { before, limit }: { before: Date; limit: number },
): Promise<number> {
  const held: { mediaId: number; sizeBytes: number | null }[] = await trx('media as m')
    .whereNot('m.status', 'erased')
    .where('m.createdAt', '<=', before)
    .whereNotExists(trx('report_additions as a').whereRaw('a.media_id = m.media_id').select('a.additionId'))
    .orderBy('m.createdAt')
    .limit(limit)
    .select('m.mediaId', 'm.sizeBytes');
  const files = takeWithinBytes(held);
  await eraseMedia(
    trx,
    now,
    files.map(({ mediaId }) => mediaId),
  );
  return files.length;
}
