import type { Transaction } from '#src/db/connect.ts';
import type { InboundMessage } from '#src/messaging/inbox/inbound-message.ts';
import { identityOf } from '#src/volunteers/numbers/address.ts';
import { findUserByPhone } from '#src/volunteers/people/find-user.ts';
import { isKeptFile } from './file-kinds.ts';

/** The file of somebody who is not a member is fetched once it is added to a case. Anybody can send us files. */
const WITHOUT_CASE = {
  status: 'unfetched',
  errorCode: 'no_case',
  error: 'its sender is not a member, and it belongs to no case',
} as const;

/**
 * Queues the files of a text for fetching, if its sender is a member. Those that we do not keep, and those whose words were read,
 * are erased at the provider.
 */
export async function queueMedia(
  trx: Transaction,
  now: Date,
  {
    inboxId,
    from,
    attachments,
    readFiles = [],
  }: { inboxId: number } & Pick<InboundMessage, 'from' | 'attachments' | 'readFiles'>,
): Promise<void> {
  const files = [...attachments, ...readFiles];
  if (files.every(({ url }) => url === undefined)) return;
  const isFromMember = (await findUserByPhone(trx, identityOf(from)))?.isActive ?? false;
  const kept = isFromMember ? { status: 'queued', errorCode: null, error: null } : WITHOUT_CASE;
  const rows = files.flatMap((attachment, position) => {
    const { kind, url } = attachment;
    if (url === undefined) return [];
    const isKept = position < attachments.length && isKeptFile(attachment);
    const state = isKept
      ? { ...kept, erasedAt: null }
      : { status: 'erased', errorCode: null, error: null, erasedAt: now };
    return [{ inboxId, position, kind, url, isFromMember, ...state, dueAt: now, createdAt: now }];
  });
  await trx('media').insert(rows);
}

/** Lets a file be fetched that waited for a case. */
export async function queueForCase(trx: Transaction, now: Date, mediaId: number): Promise<void> {
  await trx('media')
    .where({ mediaId, status: 'unfetched', errorCode: 'no_case' })
    .update({ status: 'queued', dueAt: now, errorCode: null, error: null });
}
