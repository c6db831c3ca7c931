import type { Database, Transaction } from '#src/db/connect.ts';
import { afterCommit, inTransaction } from '#src/db/in-transaction.ts';
import type { Clock } from '#src/platform/clock.ts';
import { after } from '#src/platform/duration.ts';
import type { Log } from '#src/platform/log.ts';
import { isOptedOut } from '#src/volunteers/opt-out.ts';
import { bySmsInstead } from './by-sms-instead.ts';
import { causeOfKey } from './cause-of-key.ts';
import { giveUp } from './give-up.ts';
import type { Outbound } from './outbound.ts';
import { markUnknown, type UnknownDelays } from './recover.ts';
import { nextAttemptAt, RETRIES } from './retry.ts';
import type { OutboundMessage, Sender, SendOutcome } from './sender.ts';
import { pauseSending, resumeSending } from './sender-pause.ts';
import type { SenderRates } from './sender-rate.ts';

export interface Delivery {
  db: Database;
  clock: Clock;
  log: Log;
  sender: Sender;
  /** Why a message is no longer true, asked at the moment of sending; undefined if it still is. */
  reasonNotToSend: (trx: Transaction, message: Outbound) => Promise<string | undefined>;
  /** The recipient has stopped us, as the provider says. */
  onOptedOut: (trx: Transaction, message: Outbound) => Promise<void>;
  /** The sender broke, or works again. */
  onPauseChanged: (trx: Transaction, isPaused: boolean) => Promise<void>;
  /** It was given up. */
  onNotReached: (trx: Transaction, message: Outbound) => Promise<void>;
  /** It carried a code, and did not leave. */
  onCodeLost: (trx: Transaction, message: Outbound) => Promise<void>;
  delays: UnknownDelays;
  /** Called again and again while there is work. */
  onAlive?: () => Promise<void>;
  lease: number;
  backoff: number;
  rates: SenderRates;
}

/** Takes one claimed message to its outcome. The send itself is in no transaction. */
export async function deliver(delivery: Delivery, message: Outbound): Promise<void> {
  if (!(await beginSending(delivery, message))) return;
  const sendingSince = performance.now();
  const outcome = await delivery.sender.send(outboundMessage(message));
  const ms = Math.round(performance.now() - sendingSince);
  await inTransaction(delivery.db, (trx) => recordOutcome(trx, delivery, message, outcome));
  delivery.log.info({ ...factsForLog(message), attempt: message.attempts, ...outcome, ms }, 'attempt');
  if (outcome.outcome === 'senderBroken') {
    delivery.log.error(
      { code: outcome.code, reason: outcome.reason },
      'the sender is broken: nothing is sent until it works again',
    );
  }
}

export function outboundMessage(message: Outbound): OutboundMessage {
  return {
    outboxId: message.outboxId,
    to: message.recipient,
    channel: message.channel,
    messageType: message.messageType,
    body: message.payload,
    expiresAt: message.expiresAt ?? undefined,
  };
}

/** What every log line about a message names. */
export function factsForLog({ idempotencyKey, outboxId, messageType, channel }: Outbound) {
  return { cause: causeOfKey(idempotencyKey), outboxId, type: messageType, channel };
}

/** Commits `sending`, or `cancelled` with the reason. False: not ours to send (any more). */
async function beginSending(delivery: Delivery, message: Outbound): Promise<boolean> {
  return inTransaction(delivery.db, async (trx) => {
    const now = delivery.clock.now();
    const reason = await reasonToCancel(trx, delivery, message);
    const change = reason
      ? { status: 'cancelled', error: reason, leaseExpiresAt: null }
      : { status: 'sending', sendingAt: now, leaseExpiresAt: after(now, delivery.lease) };
    const changed = await trx('outbox').where({ outboxId: message.outboxId, status: 'claimed' }).update(change);
    message.sendingAt = now;
    if (reason && changed > 0) {
      afterCommit(trx, () => delivery.log.info({ ...factsForLog(message), reason }, 'not sent'));
    }
    return changed > 0 && !reason;
  });
}

/** Why it must not be sent (any more), whatever it says. */
export async function reasonToCancel(
  trx: Transaction,
  delivery: Pick<Delivery, 'clock' | 'reasonNotToSend'>,
  message: Outbound,
): Promise<string | undefined> {
  if (message.expiresAt && message.expiresAt <= delivery.clock.now()) return 'expired';
  // the last word to somebody who stopped us is that we stopped
  const isLastWord = message.messageType === 'opt_out_confirmation';
  if (!isLastWord && (await isOptedOut(trx, message.identity))) return 'opted out';
  return delivery.reasonNotToSend(trx, message);
}

async function recordOutcome(
  trx: Transaction,
  delivery: Delivery,
  message: Outbound,
  outcome: SendOutcome,
): Promise<void> {
  const now = delivery.clock.now();
  const row = trx('outbox').where({ outboxId: message.outboxId, status: 'sending' });
  switch (outcome.outcome) {
    case 'accepted':
      return recordSent(trx, delivery, { message, now, providerSid: outcome.providerSid });
    case 'unknown':
      return markUnknown(trx, message, { now, delays: delivery.delays, code: outcome.code, reason: outcome.reason });
    case 'unreachableOnChannel': {
      const instead = bySmsInstead(message, now);
      if (!instead) break;
      await row.update({ ...instead, errorCode: outcome.code, error: outcome.reason });
      return;
    }
    case 'optedOut':
      // the coordinators hear of the opt-out itself
      await row.update({ status: 'failed', leaseExpiresAt: null, errorCode: outcome.code, error: outcome.reason });
      return delivery.onOptedOut(trx, message);
    case 'retry':
    case 'senderBroken': {
      const dueAt = nextAttemptAt(message, { now, backoff: delivery.backoff, outcome });
      if (dueAt) {
        const isOurFault = outcome.outcome === 'senderBroken';
        if (isOurFault && (await pauseSending(trx, now, outcome))) await delivery.onPauseChanged(trx, true);
        // a broken sender is no fault of the message: it keeps all its attempts
        const attempts = isOurFault ? message.attempts - 1 : message.attempts;
        const failure = { errorCode: outcome.code, error: outcome.reason };
        await row.update({ status: 'queued', dueAt, attempts, leaseExpiresAt: null, ...failure });
        return;
      }
    }
  }
  const { code, reason } = outcome;
  await giveUp(trx, delivery, { message, from: 'sending', code, reason });
}

async function recordSent(
  trx: Transaction,
  delivery: Delivery,
  { message, now, providerSid }: { message: Outbound; now: Date; providerSid: string },
): Promise<void> {
  const { outboxId, attempts } = message;
  await trx('outbox')
    .where({ outboxId, attempts })
    // the answer may come so late that the lease ran out: it settles what became unclear by that
    .whereIn('status', ['sending', 'unknown'])
    .update({
      status: 'sent',
      sentAt: now,
      providerSid,
      leaseExpiresAt: null,
      // a delivery report may have been faster, and tells why it did not arrive
      errorCode: trx.raw('case when delivery_status is null then null else error_code end'),
      error: null,
    });
  if (await resumeSending(trx)) {
    await delivery.onPauseChanged(trx, false);
    afterCommit(trx, () => delivery.log.warn('the sender works again'));
  }
}

/** Whether another attempt is allowed at all: a message whose sends killed the process ends as a dead letter. */
export function isWornOut(message: Outbound): boolean {
  return message.attempts > RETRIES;
}
