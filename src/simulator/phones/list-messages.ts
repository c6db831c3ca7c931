import type { Transaction } from '#src/db/connect.ts';
import type { Attachment } from '#src/messaging/inbox/inbound-message.ts';
import { findCorrespondentAt } from '#src/messaging/thread/correspondent.ts';
import { readThread, type ThreadItem } from '#src/messaging/thread/read-thread.ts';

/** A message as a phone shows it. */
export type ScreenMessage = { id: string; at: Date; words: string; channel: string } & (
  | { isOwn: true; attachments: Attachment[] }
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
  return items.reverse().flatMap((item) => toMessage(item) ?? []);
}

function toMessage(item: ThreadItem): ScreenMessage | undefined {
  if (item.direction === 'in') {
    const { inboxId, body, media, receivedAt } = item.text;
    const attachments: Attachment[] = JSON.parse(media);
    return { id: `in-${inboxId}`, at: receivedAt, words: body, channel: item.channel, isOwn: true, attachments };
  }
  const { outboxId, status, providerSid, sentAt, createdAt, payload, channel, segments, encoding } = item.message;
  if (status !== 'sent' || providerSid === null) return undefined;
  const shown = { id: `out-${outboxId}`, at: sentAt ?? createdAt, words: payload, channel };
  const deliveryStatus = item.message.deliveryStatus ?? undefined;
  return { ...shown, isOwn: false, sid: providerSid, segments, encoding, deliveryStatus };
}
