import type { Transaction } from '#src/db/connect.ts';
import type { InboundMessage } from '#src/messaging/inbox/inbound-message.ts';
import { isKeptFile } from './file-kinds.ts';

/**
 * Queues the files of a text for fetching. Those that we do not keep, and those whose words were read, are erased at the
 * provider.
 */
export async function queueMedia(
  trx: Transaction,
  now: Date,
  { inboxId, attachments, readFiles = [] }: { inboxId: number } & Pick<InboundMessage, 'attachments' | 'readFiles'>,
): Promise<void> {
  const rows = [...attachments, ...readFiles].flatMap((attachment, position) => {
    const { kind, url } = attachment;
    if (url === undefined) return [];
    const isKept = position < attachments.length && isKeptFile(attachment);
    const state = isKept ? { status: 'queued', erasedAt: null } : { status: 'erased', erasedAt: now };
    return [{ inboxId, position, kind, url, ...state, dueAt: now, createdAt: now }];
  });
  if (rows.length > 0) await trx('media').insert(rows);
}
