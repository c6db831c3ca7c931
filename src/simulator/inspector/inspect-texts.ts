import { listAsksOfMessages } from '#src/asks/list-asks-of-messages.ts';
import type { Transaction } from '#src/db/connect.ts';
import type { Attachment } from '#src/messaging/inbox/inbound-message.ts';
import { readReceived } from '#src/messaging/thread/read-thread.ts';
import type { HandledTexts } from './handled-texts.ts';
import type { InspectedText } from './inspection.ts';

/** The newest texts of a number, newest first. */
export async function inspectTexts(
  trx: Transaction,
  handledTexts: HandledTexts,
  { conversationId, limit }: { conversationId: number; limit: number },
): Promise<InspectedText[]> {
  const texts = await readReceived(trx, conversationId, { limit });
  const { answeredBy } = await listAsksOfMessages(trx, { sent: [], received: texts.map(({ text }) => text) });
  return texts.map(({ text, channel }) => {
    const { inboxId, receivedAt, body, media, handledAt, needsPerson, needsPersonReason } = text;
    const answered = answeredBy(text);
    return {
      ...{ receivedAt, channel, words: body },
      attachments: (JSON.parse(media) as Attachment[]).map(({ kind }) => kind),
      isHandled: handledAt !== null,
      // after a power cut, a text whose handling was undone is handled again
      understanding: handledAt === null ? undefined : handledTexts.find(inboxId),
      answered: answered && { kind: answered.kind, ref: answered.ref },
      reviewReason: needsPerson ? (needsPersonReason ?? '') : undefined,
    };
  });
}
