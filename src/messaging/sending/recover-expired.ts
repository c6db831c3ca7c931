import type { Database, Transaction } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import { isUrgent } from '#src/messaging/outbox/message-types.ts';
import { Outbound } from '#src/messaging/outbox/outbound.ts';
import type { Clock } from '#src/platform/clock.ts';
import { after } from '#src/platform/duration.ts';

export interface UnknownDelays {
  /** Milliseconds before an urgent message, such as an answer, is looked up. */
  answer: number;
  /** Milliseconds before any other message is looked up. */
  other: number;
}

/** Spelled like the condition of its partial index: otherwise SQLite reads every message. */
const IS_IN_FLIGHT = "status in ('claimed', 'sending')";

/**
 * Recovers messages whose lease has expired because their process died. A claimed message is queued again. A message that
 * was being sent may have been sent, so it is looked up. Returns how many were queued again.
 */
export async function recoverExpired(db: Database, clock: Clock, delays: UnknownDelays): Promise<number> {
  const now = clock.now();
  // poll without locks, because nearly always there is none
  const isAny = await db('outbox').whereRaw(IS_IN_FLIGHT).where('leaseExpiresAt', '<=', now).first('outboxId');
  return isAny ? inTransaction(db, (trx) => recover(trx, now, delays)) : 0;
}

async function recover(trx: Transaction, now: Date, delays: UnknownDelays): Promise<number> {
  const isInFlight = trx.raw(IS_IN_FLIGHT);
  const requeued = await trx('outbox')
    .where(isInFlight)
    .where({ status: 'claimed' })
    .where('leaseExpiresAt', '<=', now)
    .update({ status: 'queued', leaseExpiresAt: null });
  const cutOff = await Outbound.query(trx)
    .where(isInFlight)
    .where({ status: 'sending' })
    .where('leaseExpiresAt', '<=', now);
  for (const message of cutOff)
    await markUnknown(trx, message, { now, delays, code: 'lease', reason: 'cut off while sending' });
  return requeued;
}

export async function markUnknown(
  trx: Transaction,
  message: Outbound,
  what: { now: Date; delays: UnknownDelays; code: string; reason: string },
): Promise<void> {
  const delay = isUrgent(message.messageType) ? what.delays.answer : what.delays.other;
  const since = message.sendingAt ?? what.now;
  const sending = { outboxId: message.outboxId, status: 'sending' };
  // a delivery report came before the answer, so the provider has the message
  const reported = trx('outbox').where(sending).whereNotNull('providerSid');
  if ((await reported.update({ status: 'sent', sentAt: since, leaseExpiresAt: null })) > 0) return;
  await trx('outbox')
    .where(sending)
    .update({
      status: 'unknown',
      unknownAt: message.unknownAt ?? since,
      leaseExpiresAt: null,
      dueAt: after(since, delay),
      errorCode: what.code,
      error: what.reason,
    });
}
