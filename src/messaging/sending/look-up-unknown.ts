import type { Transaction } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import { lockName } from '#src/db/locking.ts';
import { giveUp } from '#src/messaging/outbox/give-up.ts';
import { Outbound } from '#src/messaging/outbox/outbound.ts';
import type { LookUpOutcome } from '#src/messaging/sender.ts';
import { after, before, HOUR, MINUTE, SECOND } from '#src/platform/duration.ts';
import { describeError } from '#src/platform/log.ts';
import { MOST_ATTEMPTS } from './backoff.ts';
import { type Delivery, factsForLog, outboundMessage } from './delivery.ts';

const BATCH = 10;
const RETRY_DELAY_MS = MINUTE;
/** When to look up again if another message with the same words is just being sent. */
const TWIN_DELAY_MS = 5 * SECOND;

/** Spelled like the condition of its partial index: with a parameter, PostgreSQL's plan would read every message ever sent. */
const IS_UNKNOWN = "status = 'unknown'";

/** Looks up due messages of which we do not know whether they were sent, and settles them. Returns how many. */
export async function lookUpUnknown(delivery: Delivery): Promise<number> {
  const unclear = await claimUnknown(delivery);
  // concurrently: each may take as long as a time-out, and all must end within the lease
  await Promise.all(unclear.map((message) => lookUp(delivery, message)));
  return unclear.length;
}

async function lookUp(delivery: Delivery, message: Outbound): Promise<void> {
  try {
    const attemptedAt = message.unknownAt ?? message.createdAt;
    const others = await listOthers(delivery, message, attemptedAt);
    const found = await delivery.sender.lookUp(outboundMessage(message), attemptedAt, others);
    await settle(delivery, message, found);
    delivery.log.info({ ...factsForLog(message), ...found }, 'looked up');
  } catch (thrown) {
    // it is looked up again when its lease has expired
    delivery.log.error({ ...factsForLog(message), ...describeError(thrown) }, 'look-up failed');
  }
}

/** Provider ids of this person's other messages of that time: an equal text of another row is not this one. */
async function listOthers({ db }: Delivery, { identity }: Outbound, attemptedAt: Date): Promise<Set<string>> {
  const rows: { providerSid: string }[] = await db('outbox')
    .where({ identity })
    .where('createdAt', '>', before(attemptedAt, HOUR))
    .whereNotNull('providerSid')
    .select('providerSid');
  return new Set(rows.map(({ providerSid }) => providerSid));
}

/** Moves `due_at` forward by a lease, so that no other process looks up the same messages. */
async function claimUnknown(delivery: Delivery): Promise<Outbound[]> {
  const now = delivery.clock.now();
  // poll without locks, because nearly always there is none
  const isAny = await delivery.db('outbox').whereRaw(IS_UNKNOWN).where('dueAt', '<=', now).first('outboxId');
  if (!isAny) return [];
  return inTransaction(delivery.db, async (trx) => {
    const due = await Outbound.query(trx).whereRaw(IS_UNKNOWN).where('dueAt', '<=', now).orderBy('dueAt').limit(BATCH);
    const taken: Outbound[] = [];
    for (const message of due) {
      const ours = await trx('outbox')
        .where({ outboxId: message.outboxId, status: 'unknown' })
        .where('dueAt', '<=', now)
        .update({ dueAt: after(now, delivery.lease) });
      if (ours > 0) taken.push(message);
    }
    return taken;
  });
}

async function settle(delivery: Delivery, message: Outbound, found: LookUpOutcome): Promise<void> {
  const now = delivery.clock.now();
  await inTransaction(delivery.db, async (trx) => {
    const unclear = trx('outbox').where({ outboxId: message.outboxId, status: 'unknown' });
    switch (found.outcome) {
      case 'found': {
        const { providerSid } = found;
        const sent = { status: 'sent', sentAt: message.unknownAt ?? now, providerSid, errorCode: null, error: null };
        // otherwise several messages with the same words could find the same one at the same time
        await lockName(trx, 'lookUp', message.identity);
        // in this order: a message that is sent between the two queries is seen by the second
        if (await hasTwinInFlight(trx, message)) await unclear.update({ dueAt: after(now, TWIN_DELAY_MS) });
        else if (await isTakenByAnother(trx, providerSid, message)) await unclear.update({ dueAt: now });
        else await unclear.update(sent);
        return;
      }
      case 'unavailable':
        await unclear.update({ dueAt: after(now, RETRY_DELAY_MS) });
        return;
      case 'absent':
        return settleUnsent(trx, delivery, message);
    }
  });
}

async function settleUnsent(trx: Transaction, delivery: Delivery, message: Outbound): Promise<void> {
  const from = 'unknown';
  if (message.messageType === 'otp') {
    const { onCodeLost: onNotReached } = delivery;
    return giveUp(trx, { onNotReached }, { message, from, reason: 'a code is not sent again' });
  }
  if (message.attempts >= MOST_ATTEMPTS) {
    return giveUp(trx, delivery, { message, from, reason: 'did not leave, and has no attempt left' });
  }
  const again = { status: 'queued', dueAt: delivery.clock.now() };
  await trx('outbox').where({ outboxId: message.outboxId, status: from }).update(again);
}

/** Two unclear messages with the same words may find the same one. The second is looked up again. */
async function isTakenByAnother(trx: Transaction, providerSid: string, { outboxId }: Outbound): Promise<boolean> {
  return (await trx('outbox').where({ providerSid }).whereNot({ outboxId }).first('outboxId')) !== undefined;
}

/** What was found may be another message with the same words, whose outcome is not recorded yet. */
async function hasTwinInFlight(trx: Transaction, { identity, payload }: Outbound): Promise<boolean> {
  const inFlight = trx('outbox').whereRaw("status in ('claimed', 'sending')").where({ identity, payload });
  return (await inFlight.first('outboxId')) !== undefined;
}
