import type { Transaction } from '#src/db/connect.ts';
import { enqueue } from '#src/messaging/outbox/enqueue.ts';
import { Outbound } from '#src/messaging/outbox/outbound.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { findCode } from '#src/volunteers/sign-in/one-time-code.ts';
import { eraseExpiredCodes } from '#src/volunteers/sign-in/prove-code.ts';

/**
 * A code that may not have arrived is never sent again, because two codes on one phone only confuse. Offers a new one,
 * unless the code was used or replaced.
 */
export async function offerNewCode(trx: Transaction, settings: WatchSettings, message: Outbound): Promise<void> {
  const code = message.codeId === null ? undefined : await findCode(trx, message.codeId);
  if (!code || code.endReason === 'used' || code.endReason === 'replaced') return;
  const texts = settings.textsFor(undefined);
  await enqueue(trx, settings, {
    messageType: 'answer',
    to: { address: message.recipient },
    body: code.purpose === 'text' ? texts.codeLost() : texts.signInCodeLost(),
    key: `${message.idempotencyKey}:lost`,
  });
}

/** Ends expired codes. A person whose code was never sent is offered a new one. Returns how many codes ended. */
export async function endExpiredCodes(trx: Transaction, settings: WatchSettings): Promise<number> {
  const ended = await eraseExpiredCodes(trx, settings.clock);
  const waiting = await Outbound.query(trx).whereIn('codeId', ended).where({ status: 'cancelled', attempts: 0 });
  for (const message of waiting) await offerNewCode(trx, settings, message);
  return ended.length;
}
