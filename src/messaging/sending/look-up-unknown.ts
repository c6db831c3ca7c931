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
const ASK_AGAIN = MINUTE;
/** When to ask again where another message with the same words is just being sent. */
const TWIN_LANDS = 5 * SECOND;

/** As its index says it: a plan that PostgreSQL keeps for any status would read all that was ever sent. */
const IS_UNCLEAR = "status = 'unknown'";

/** Settles the messages that may or may not have left, once their time has come. Returns how many it looked at. */
export async function lookUpUnknown(delivery: Delivery): Promise<number> {
  const unclear = await takeUnclear(delivery);
  // at once: each may take as long as a time-out, and together they must end within the lease
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
    // it is asked about again when its lease is over
    delivery.log.error({ ...factsForLog(message), ...describeError(thrown) }, 'look-up failed');
  }
}

/** What else this person was sent about that time: an equal text of another row is not this one. */
async function listOthers({ db }: Delivery, { identity }: Outbound, attemptedAt: Date): Promise<Set<string>> {
  const rows: { providerSid: string }[] = await db('outbox')
    .where({ identity })
    .where('createdAt', '>', before(attemptedAt, HOUR))
    .whereNotNull('providerSid')
    .select('providerSid');
  return new Set(rows.map(({ providerSid }) => providerSid));
}

/** Moves their time forward while they are asked about, so that no other process asks too. */
async function takeUnclear(delivery: Delivery): Promise<Outbound[]> {
  const now = delivery.clock.now();
  // a glance that locks nothing, since nearly always there is none
  const isAny = await delivery.db('outbox').whereRaw(IS_UNCLEAR).where('dueAt', '<=', now).first('outboxId');
  if (!isAny) return [];
  return inTransaction(delivery.db, async (trx) => {
    const due = await Outbound.query(trx).whereRaw(IS_UNCLEAR).where('dueAt', '<=', now).orderBy('dueAt').limit(BATCH);
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
        // else several with the same words find the same one at the same moment
        await lockName(trx, 'lookUp', message.identity);
        // in this order: what lands between the two questions is seen by the second
        if (await hasTwinInFlight(trx, message)) await unclear.update({ dueAt: after(now, TWIN_LANDS) });
        else if (await isAnothers(trx, providerSid, message)) await unclear.update({ dueAt: now });
        else await unclear.update(sent);
        return;
      }
      case 'unavailable':
        await unclear.update({ dueAt: after(now, ASK_AGAIN) });
        return;
      case 'absent':
        return didNotLeave(trx, delivery, message);
    }
  });
}

async function didNotLeave(trx: Transaction, delivery: Delivery, message: Outbound): Promise<void> {
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

/** Two unclear messages with the same words may have found the same one: the second looks again. */
async function isAnothers(trx: Transaction, providerSid: string, { outboxId }: Outbound): Promise<boolean> {
  return (await trx('outbox').where({ providerSid }).whereNot({ outboxId }).first('outboxId')) !== undefined;
}

/** What was found may be the same words in another message, whose answer is not recorded yet. */
async function hasTwinInFlight(trx: Transaction, { identity, payload }: Outbound): Promise<boolean> {
  const inFlight = trx('outbox').whereRaw("status in ('claimed', 'sending')").where({ identity, payload });
  return (await inFlight.first('outboxId')) !== undefined;
}
