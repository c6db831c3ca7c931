import type { Transaction } from '#src/db/connect.ts';
import { lockName } from '#src/db/locking.ts';
import { before, DAY } from '#src/platform/duration.ts';
import type { Media } from './media.ts';

const MEGABYTE = 2 ** 20;

/** What one number may send in 24 hours. A file that begins below the limit of bytes is kept as a whole. */
export const FILES_A_DAY_OF_MEMBER = 40;
const MEGABYTES_A_DAY_OF_MEMBER = 128;
export const FILES_A_DAY_OF_STRANGER = 10;
const MEGABYTES_A_DAY_OF_STRANGER = 32;
/** Of all files of a day. `MEDIA_MEGABYTES_PER_DAY` says how many bytes they may have. */
export const FILES_A_DAY_OF_ALL = 400;
/** People who are not members may use this part of what all may send, so that members can always send something. */
export const SHARE_OF_STRANGERS = 0.5;

/** Some of the files that count now: how many there are, and how many bytes they have. */
interface Use {
  files: number;
  bytes: number;
}

/**
 * Counts a file before its first attempt, unless the limits of a day leave no room for it. Returns whether it may be fetched. A file
 * that was counted before may.
 */
export async function countWithinLimits(
  trx: Transaction,
  media: Media,
  { now, mostBytes }: { now: Date; mostBytes: number },
): Promise<boolean> {
  if (media.countedAt !== null) return true;
  await lockName(trx, 'mediaLimits', 'all');
  const use = await readUse(trx, now, media.inboxId);
  const { isFromMember } = media;
  const ofNumber = isFromMember
    ? { files: FILES_A_DAY_OF_MEMBER, bytes: MEGABYTES_A_DAY_OF_MEMBER * MEGABYTE }
    : { files: FILES_A_DAY_OF_STRANGER, bytes: MEGABYTES_A_DAY_OF_STRANGER * MEGABYTE };
  const ofAll = { files: FILES_A_DAY_OF_ALL, bytes: mostBytes };
  const ofStrangers = { files: ofAll.files * SHARE_OF_STRANGERS, bytes: ofAll.bytes * SHARE_OF_STRANGERS };
  const isOver = isUsedUp(use.number, ofNumber) || isUsedUp(use.all, ofAll);
  if (isOver || (!isFromMember && isUsedUp(use.strangers, ofStrangers))) return false;
  await trx('media').where({ mediaId: media.mediaId }).update({ countedAt: now });
  return true;
}

function isUsedUp(use: Use, most: Use): boolean {
  return use.files >= most.files || use.bytes >= most.bytes;
}

/** The files that count now: of the sender of this text, of everybody who is not a member, and of all. */
async function readUse(
  trx: Transaction,
  now: Date,
  inboxId: number,
): Promise<Record<'number' | 'strangers' | 'all', Use>> {
  const rows: { conversationId: number; isFromMember: boolean | number; files: number; bytes: number }[] = await trx(
    'media as m',
  )
    .join('inbox as i', 'i.inboxId', 'm.inboxId')
    .where('m.countedAt', '>', before(now, DAY))
    .groupBy('i.conversationId', 'm.isFromMember')
    .select('i.conversationId', 'm.isFromMember')
    .count('* as files')
    .select(trx.raw('sum(coalesce(m.size_bytes, 0)) as bytes'));
  const { conversationId } = await trx('inbox').where({ inboxId }).first('conversationId');
  const sum = (some: typeof rows): Use => ({
    files: some.reduce((total, { files }) => total + Number(files), 0),
    bytes: some.reduce((total, { bytes }) => total + Number(bytes), 0),
  });
  return {
    number: sum(rows.filter((row) => row.conversationId === conversationId)),
    strangers: sum(rows.filter(({ isFromMember }) => !isFromMember)),
    all: sum(rows),
  };
}

/** The files of the last day that were not fetched because of a limit. */
export async function countOverLimit(trx: Transaction, now: Date): Promise<number> {
  const [row] = await trx('media')
    .whereRaw("error_code = 'limit'")
    .where('createdAt', '>', before(now, DAY))
    .count('* as files');
  return Number(row?.files);
}
