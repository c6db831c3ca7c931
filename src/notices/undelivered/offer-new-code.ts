import type { Transaction } from '#src/db/connect.ts';
import { enqueue } from '#src/messaging/outbox/enqueue.ts';
import { Outbound } from '#src/messaging/outbox/outbound.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { findCode } from '#src/volunteers/sign-in/one-time-code.ts';

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

/** After a code expired: if its message was never sent, the person is offered a new one. */
export async function offerNewCodeIfUnsent(trx: Transaction, settings: WatchSettings, codeId: number): Promise<void> {
  const unsent = await Outbound.query(trx).where({ codeId, status: 'cancelled', attempts: 0 });
  for (const message of unsent) await offerNewCode(trx, settings, message);
}
