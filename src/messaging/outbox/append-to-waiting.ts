import type { Transaction } from '#src/db/connect.ts';
import { fits } from '#src/messaging/segments/fit-for-sms.ts';
import { channelOf } from '#src/volunteers/numbers/address.ts';
import { fitForChannel } from './enqueue.ts';

/**
 * Adds words to the end of a message that is not due yet, in the caller's transaction. Returns whether it has them: not if
 * there is no such message, if it leaves already, or if it has no room.
 */
export async function appendToWaiting(
  trx: Transaction,
  { key, words, now }: { key: string; words: string; now: Date },
): Promise<boolean> {
  const message: { outboxId: number; recipient: string; payload: string } | undefined = await trx('outbox')
    .where({ idempotencyKey: key })
    .first('outboxId', 'recipient', 'payload');
  const body = message && `${message.payload} ${words}`;
  if (!message || body === undefined || !fits(body)) return false;
  const changed = await trx('outbox')
    // somebody else may have added words meanwhile
    .where({ outboxId: message.outboxId, payload: message.payload })
    .whereIn('status', ['queued', 'held'])
    .where('dueAt', '>', now)
    .update(fitForChannel(channelOf(message.recipient), body));
  return changed > 0;
}
