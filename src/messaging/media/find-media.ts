import type { Transaction } from '#src/db/connect.ts';
import { lockRows } from '#src/db/locking.ts';
import type { Attachment } from '#src/messaging/inbox/inbound-message.ts';
import { Media } from './media.ts';

export async function findMedia(trx: Transaction, mediaId: number): Promise<Media | undefined> {
  return Media.query(trx).findById(mediaId);
}

/** Why a file of a case is not here: it could not be fetched, or the limits of a day left no room for it. */
export type MediaLoss = 'failed' | 'limit';

export function lossOf({ status, errorCode }: Pick<Media, 'status' | 'errorCode'>): MediaLoss | undefined {
  if (status === 'failed') return 'failed';
  return status === 'unfetched' && errorCode === 'limit' ? 'limit' : undefined;
}

/** Why we have given the file up. Undefined if we have not. Until the commit, nobody else gives it up. */
export async function findMediaLoss(trx: Transaction, mediaId: number): Promise<MediaLoss | undefined> {
  await lockRows(trx, 'media', [mediaId]);
  const media = await findMedia(trx, mediaId);
  return media && lossOf(media);
}

/** Undefined: not fetched yet, or erased. */
export async function findMediaContent(trx: Transaction, mediaId: number): Promise<Buffer | undefined> {
  const row = await trx('media_contents').where({ mediaId }).first('content');
  return row?.content;
}

export async function listMedia(trx: Transaction, mediaIds: readonly number[]): Promise<Media[]> {
  return mediaIds.length === 0 ? [] : Media.query(trx).findByIds([...mediaIds]);
}

/** The files of these texts, in the order in which they came. */
export async function listMediaOfTexts(trx: Transaction, inboxIds: readonly number[]): Promise<Media[]> {
  if (inboxIds.length === 0) return [];
  return Media.query(trx)
    .whereIn('inboxId', [...inboxIds])
    .orderBy(['inboxId', 'position']);
}

/** The same attachments, with our id of each file. */
export async function withMediaIds(
  trx: Transaction,
  inboxId: number,
  attachments: readonly Attachment[],
): Promise<Attachment[]> {
  if (attachments.length === 0) return [];
  const idAt = new Map((await listMediaOfTexts(trx, [inboxId])).map(({ position, mediaId }) => [position, mediaId]));
  return attachments.map((attachment, position) => {
    const mediaId = idAt.get(position);
    return mediaId === undefined ? attachment : { ...attachment, mediaId };
  });
}
