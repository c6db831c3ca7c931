import type { Transaction } from '#src/db/connect.ts';
import { normalize } from '#src/platform/normalize.ts';
import type { CodeEnd, OneTimeCode } from './one-time-code.ts';

const ERASED = '******';
/** Six digits with spaces, dashes or dots between them, and no more digits on either side. Full-width digits count too. */
const SIX_DIGITS =
  /(?=\p{Nd})(?<!\p{Nd}[\s\p{Pd}.]{0,3})\p{Nd}(?:[\s\p{Pd}.]{0,3}\p{Nd}){5}(?![\s\p{Pd}.]{0,3}\p{Nd})/gu;

export function eraseDigits(text: string): string {
  return text.replace(SIX_DIGITS, ERASED);
}

export function sixDigitGroups(text: string): string[] {
  return (text.match(SIX_DIGITS) ?? []).map((group) => normalize(group, 'NFKC').replace(/\D/g, ''));
}

/**
 * Ends a code and erases its digits from its message and from all texts that came since. A message that was not sent yet is
 * cancelled.
 */
export async function endCode(trx: Transaction, code: OneTimeCode, reason: CodeEnd, now: Date): Promise<void> {
  await trx('one_time_codes').where({ codeId: code.codeId }).update({ endedAt: now, endReason: reason });
  const sent = await trx('outbox').where({ codeId: code.codeId }).select('outboxId', 'payload', 'status');
  for (const message of sent) {
    const isWaiting = message.status === 'queued' || message.status === 'held';
    await trx('outbox')
      .where({ outboxId: message.outboxId })
      .update({
        payload: eraseDigits(message.payload),
        ...(isWaiting ? { status: 'cancelled', error: `code ${reason}` } : {}),
      });
  }
  const received = await trx('inbox')
    .join('conversations', 'conversations.conversationId', 'inbox.conversationId')
    .where('conversations.identity', code.phone)
    .where('inbox.receivedAt', '>=', code.createdAt)
    .select('inboxId', 'body', 'raw');
  for (const text of received) await eraseInboxDigits(trx, text);
}

export async function eraseInboxDigits(
  trx: Transaction,
  text: { inboxId: number; body: string; raw: string },
): Promise<void> {
  if (eraseDigits(text.body) === text.body) return;
  const form = JSON.parse(text.raw);
  if (typeof form.Body === 'string') form.Body = eraseDigits(form.Body);
  await trx('inbox')
    .where({ inboxId: text.inboxId })
    .update({ body: eraseDigits(text.body), raw: JSON.stringify(form) });
}
