import type { Transaction } from '#src/db/connect.ts';
import type { Attachment } from '#src/messaging/inbox/inbound-message.ts';
import { isKeptFile } from './file-kinds.ts';

/** Queues the files of a text for fetching, apart from those of a type that we do not keep. */
export async function queueMedia(
  trx: Transaction,
  now: Date,
  { inboxId, attachments }: { inboxId: number; attachments: readonly Attachment[] },
): Promise<void> {
  const rows = attachments.flatMap((attachment, position) => {
    const { kind, url } = attachment;
    return isKeptFile(attachment) ? [{ inboxId, position, kind, url, dueAt: now, createdAt: now }] : [];
  });
  if (rows.length > 0) await trx('media').insert(rows);
}
