import type { Ask } from '#src/asks/ask.ts';
import type { Transaction } from '#src/db/connect.ts';
import { enqueue } from '#src/messaging/outbox/enqueue.ts';
import { Outbound } from '#src/messaging/outbox/outbound.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';

/** Sends the questions of these open asks again, in the same words, to the number that their person has now. */
export async function repeatQuestions(
  trx: Transaction,
  settings: WatchSettings,
  { cause, asks }: { cause: string; asks: readonly Ask[] },
): Promise<void> {
  for (const { askId, identity, userId } of asks) {
    const question = await Outbound.query(trx).where({ askId }).orderBy('outboxId', 'desc').first();
    if (!question) continue;
    const { bookingId, shiftStart, expiresAt } = question;
    await enqueue(trx, settings, {
      messageType: question.messageType,
      to: { identity },
      body: question.payload,
      key: `${cause}:ask:${askId}`,
      askId,
      ...(userId !== null && { userId }),
      ...(bookingId !== null && shiftStart && { bookingId, shiftStart }),
      ...(expiresAt && { expiresAt }),
    });
  }
}
