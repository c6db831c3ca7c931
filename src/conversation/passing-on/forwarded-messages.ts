import { simplifyText } from '#src/conversation/understanding/simplify-text.ts';
import type { Transaction } from '#src/db/connect.ts';
import { inChunks } from '#src/db/queries/in-chunks.ts';
import { foldForSms } from '#src/messaging/segments/gsm7.ts';
import type { ForwardReason } from '#src/texts/subjects/passing-on-texts.ts';
import { GATHERED } from './forward-reasons.ts';

/** A message with forwarded words, on its way to a coordinator. */
export interface ForwardedMessage {
  outboxId: number;
  userId: number;
  payload: string;
  dueAt: Date;
  idempotencyKey: string;
}

/** The messages with these keys, the oldest first, without those that did not reach their reader. */
export async function listForwarded(trx: Transaction, keys: readonly string[]): Promise<ForwardedMessage[]> {
  if (keys.length === 0) return [];
  const rows = await inChunks(keys, (chunk) =>
    trx('outbox')
      .whereIn('idempotencyKey', chunk)
      .whereNotIn('status', ['failed', 'cancelled'])
      .where((arriving) =>
        arriving.whereNull('deliveryStatus').orWhereNotIn('deliveryStatus', ['failed', 'undelivered']),
      )
      .select('outboxId', 'userId', 'payload', 'dueAt', 'idempotencyKey'),
  );
  return rows
    .map(({ dueAt, ...row }) => ({ ...row, dueAt: new Date(dueAt) }))
    .sort((one, other) => one.outboxId - other.outboxId);
}

/** Begins the key of each message that carries the words of this text first. */
export function causeOfForward(inboxId: number, why: ForwardReason): string {
  return `inbox:${inboxId}:forwarded:${why}`;
}

/** Whether it carries words that are gathered. */
export function isGathered({ idempotencyKey }: Pick<ForwardedMessage, 'idempotencyKey'>): boolean {
  return GATHERED.has(idempotencyKey.split(':')[3] as ForwardReason);
}

/** Whether the message has these very words, and not only a part of them. */
export function carries({ payload }: Pick<ForwardedMessage, 'payload'>, words: string): boolean {
  if (words === '') return false;
  // the ends of a text lose their marks and pictures in the comparison, but the words may stand there
  return comparable(`a ${payload} z`).includes(comparable(words));
}

/** Makes two texts comparable if one of them may have been folded for SMS. */
function comparable(text: string): string {
  return simplifyText(foldForSms(text));
}
