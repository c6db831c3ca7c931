import type { Transaction } from '#src/db/connect.ts';
import type { Attachment } from '#src/messaging/inbox/inbound-message.ts';
import { listMediaOfTexts } from '#src/messaging/media/find-media.ts';
import { findCorrespondentAt } from '#src/messaging/thread/correspondent.ts';
import { readThread, type ThreadItem } from '#src/messaging/thread/read-thread.ts';

/** A message as a phone shows it. */
export type ScreenMessage = { id: string; at: Date; words: string; channel: string } & (
  | { isOwn: true; inboxId: number; attachments: Attachment[] }
  | {
      isOwn: false;
      /** The provider's id, by which its delivery is reported. */
      sid: string;
      segments: number;
      encoding: string;
      /** What the provider last reported. Undefined: nothing yet. */
      deliveryStatus: string | undefined;
    }
);

/** The newest messages of this number, oldest first, on all channels. A message that has not left us is not there. */
export async function listMessages(trx: Transaction, number: string, limit: number): Promise<ScreenMessage[]> {
  const person = await findCorrespondentAt(trx, number);
  if (!person) return [];
  const items = await readThread(trx, person, { before: undefined, limit });
  const messages = items.reverse().flatMap((item) => toMessage(item) ?? []);
  for (const message of messages) {
    if (!message.isOwn || message.attachments.length === 0) continue;
    message.attachments = await withKeptFiles(trx, message.inboxId, message.attachments);
  }
  return messages;
}

/** With the id of each file that the service has fetched and keeps. */
async function withKeptFiles(trx: Transaction, inboxId: number, attachments: Attachment[]): Promise<Attachment[]> {
  const files = await listMediaOfTexts(trx, [inboxId]);
  return attachments.map((attachment, position) => {
    const kept = files.find((file) => file.position === position && file.status === 'kept');
    return kept ? { ...attachment, mediaId: kept.mediaId } : attachment;
  });
}

function toMessage(item: ThreadItem): ScreenMessage | undefined {
  if (item.direction === 'in') {
    const { inboxId, body, media, receivedAt } = item.text;
    const attachments: Attachment[] = JSON.parse(media);
    return {
      id: `in-${inboxId}`,
      at: receivedAt,
      words: body,
      channel: item.channel,
      isOwn: true,
      inboxId,
      attachments,
    };
  }
  const { outboxId, status, providerSid, sentAt, createdAt, payload, channel, segments, encoding } = item.message;
  if (status !== 'sent' || providerSid === null) return undefined;
  const shown = { id: `out-${outboxId}`, at: sentAt ?? createdAt, words: payload, channel };
  const deliveryStatus = item.message.deliveryStatus ?? undefined;
  return { ...shown, isOwn: false, sid: providerSid, segments, encoding, deliveryStatus };
}
