import type { Database, Transaction } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import { isUrgent } from '#src/messaging/outbox/message-types.ts';
import { Outbound } from '#src/messaging/outbox/outbound.ts';
import type { Clock } from '#src/platform/clock.ts';
import { after } from '#src/platform/duration.ts';

export interface UnknownDelays {
  /** Before an unclear answer or code is looked up, in milliseconds. */
  answer: number;
  /** Before anything else is. */
  other: number;
}

/** As its index says it: for any other spelling SQLite reads every message that there ever was. */
const IS_IN_FLIGHT = "status in ('claimed', 'sending')";

/** What a dead process left behind: not yet sending goes back to the queue, sending may have left and is looked up. Returns how many went back. */
export async function recoverExpired(db: Database, clock: Clock, delays: UnknownDelays): Promise<number> {
  const now = clock.now();
  // a glance that locks nothing, since nearly always nobody left anything
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
  // a delivery report was faster than the answer: the provider has it
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
