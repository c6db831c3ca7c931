import type { Transaction } from '#src/db/connect.ts';
import { afterCommit } from '#src/db/in-transaction.ts';
import { pauseSending, resumeSending } from '#src/messaging/limits/sender-pause.ts';
import { giveUp } from '#src/messaging/outbox/give-up.ts';
import type { Outbound } from '#src/messaging/outbox/outbound.ts';
import type { SendOutcome } from '#src/messaging/sender.ts';
import { nextAttemptAt } from './backoff.ts';
import { bySmsInstead } from './by-sms-instead.ts';
import type { Delivery } from './delivery.ts';
import { markUnknown } from './recover-expired.ts';

export interface SendAttempt {
  message: Outbound;
  outcome: SendOutcome;
}

interface Sent {
  message: Outbound;
  providerSid: string;
}

type Accepted = Extract<SendOutcome, { outcome: 'accepted' }>;

export interface EndedSends {
  /** In the order in which they ended. */
  attempted: readonly SendAttempt[];
  /** Whether sending may have been paused before these sends ended. An accepted message ends the pause. */
  mayBePaused: boolean;
}

/** Records the outcomes of sends that ended at about the same time. */
export async function recordOutcomes(
  trx: Transaction,
  delivery: Delivery,
  { attempted, mayBePaused }: EndedSends,
): Promise<void> {
  const sent: Sent[] = [];
  for (const { message, outcome } of attempted) {
    if (outcome.outcome === 'accepted') sent.push({ message, providerSid: outcome.providerSid });
    else await recordFailure(trx, delivery, { message, outcome });
  }
  const byAttempts = Map.groupBy(sent, ({ message }) => message.attempts);
  for (const [attempts, some] of byAttempts) await recordSent(trx, delivery, { attempts, sent: some });
  const isPausedNow = mayBePaused || attempted.some(({ outcome }) => outcome.outcome === 'senderBroken');
  if (isPausedNow && isWorking(attempted) && (await resumeSending(trx))) {
    delivery.onPauseChanged(trx, false);
    afterCommit(trx, () => delivery.log.warn('the sender works again'));
  }
}

/** Whether the sender accepted a message and did not turn out to be broken after that. */
function isWorking(attempted: readonly SendAttempt[]): boolean {
  const last = (sought: SendOutcome['outcome']) => attempted.findLastIndex(({ outcome }) => outcome.outcome === sought);
  return last('accepted') > last('senderBroken');
}

/** One statement for all messages that were sent at the same attempt. Nearly all are sent at the first. */
async function recordSent(
  trx: Transaction,
  { clock }: Delivery,
  { attempts, sent }: { attempts: number; sent: readonly Sent[] },
): Promise<void> {
  const ids = sent.map(({ message }) => message.outboxId);
  const sids = sent.flatMap(({ message, providerSid }) => [message.outboxId, providerSid]);
  await trx('outbox')
    .whereIn('outboxId', ids)
    .where({ attempts })
    // the provider may answer after the lease has expired: the message is `unknown` by then, and this settles it
    .whereIn('status', ['sending', 'unknown'])
    .update({
      status: 'sent',
      sentAt: clock.now(),
      providerSid: trx.raw(`case outbox_id ${'when ? then ? '.repeat(sent.length)}end`, sids),
      leaseExpiresAt: null,
      // a delivery report may have come first: its error code says why the message did not arrive
      errorCode: trx.raw('case when delivery_status is null then null else error_code end'),
      error: null,
    });
}

async function recordFailure(
  trx: Transaction,
  delivery: Delivery,
  { message, outcome }: { message: Outbound; outcome: Exclude<SendOutcome, Accepted> },
): Promise<void> {
  const now = delivery.clock.now();
  const row = trx('outbox').where({ outboxId: message.outboxId, status: 'sending' });
  switch (outcome.outcome) {
    case 'unknown':
      return markUnknown(trx, message, { now, delays: delivery.delays, code: outcome.code, reason: outcome.reason });
    case 'unreachableOnChannel': {
      const instead = bySmsInstead(message, now);
      if (!instead) break;
      await row.update({ ...instead, errorCode: outcome.code, error: outcome.reason });
      return;
    }
    case 'optedOut':
      // not `giveUp`: `onOptedOut` tells the coordinators
      await row.update({ status: 'failed', leaseExpiresAt: null, errorCode: outcome.code, error: outcome.reason });
      return delivery.onOptedOut(trx, message);
    case 'retry':
    case 'senderBroken': {
      const dueAt = nextAttemptAt(message, { now, backoff: delivery.backoff, outcome });
      if (dueAt) {
        const isSenderBroken = outcome.outcome === 'senderBroken';
        if (isSenderBroken && (await pauseSending(trx, now, outcome))) delivery.onPauseChanged(trx, true);
        // a broken sender is not the fault of the message, so this attempt does not count
        const attempts = isSenderBroken ? message.attempts - 1 : message.attempts;
        const failure = { errorCode: outcome.code, error: outcome.reason };
        await row.update({ status: 'queued', dueAt, attempts, leaseExpiresAt: null, ...failure });
        return;
      }
    }
  }
  const { code, reason } = outcome;
  await giveUp(trx, delivery, { message, from: 'sending', code, reason });
}
