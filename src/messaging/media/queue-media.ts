import type { Transaction } from '#src/db/connect.ts';
import type { Attachment } from '#src/messaging/inbox/inbound-message.ts';

/** Queues the files of a text for fetching. */
export async function queueMedia(
  trx: Transaction,
  now: Date,
  { inboxId, attachments }: { inboxId: number; attachments: readonly Attachment[] },
): Promise<void> {
  const rows = attachments.flatMap(({ kind, url }, position) =>
    url === undefined ? [] : [{ inboxId, position, kind, url, dueAt: now, createdAt: now }],
  );
  if (rows.length > 0) await trx('media').insert(rows);
}
