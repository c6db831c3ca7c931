import type { Transaction } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import type { Outbound } from '#src/messaging/outbox/outbound.ts';
import { describeError } from '#src/platform/log.ts';
import { listOptedOut } from '#src/volunteers/numbers/opt-out.ts';
import { beginSending } from './begin-sending.ts';
import { type Claim, type ClaimRequest, claimDue } from './claim-messages.ts';
import type { Delivery } from './delivery.ts';
import { type EndedSends, recordOutcomes, type SendAttempt } from './record-outcomes.ts';
import { logFailedDelivery } from './send.ts';

export interface Batch {
  ended: EndedSends;
  /** 0: nothing is claimed. */
  limit: number;
  isUrgentOnly: boolean;
}

const NOTHING: Claim = { messages: [], taken: 0, againAt: undefined, isPaused: undefined };

/**
 * Records the outcomes of sends, claims due messages and marks them as `sending`, all in one transaction. If it fails, the
 * same is done again with a transaction for each message, so that one bad message does not stop the others.
 */
export async function recordAndClaim(delivery: Delivery, { ended, limit, isUrgentOnly }: Batch): Promise<Claim> {
  const { db, clock, log, lease, rates } = delivery;
  const isClaiming = limit > 0;
  if (!isClaiming && ended.attempted.length === 0) return NOTHING;
  const request = { limit, isUrgentOnly, lease, rates };
  try {
    return await inTransaction(db, async (trx) => {
      const record = () => recordOutcomes(trx, delivery, ended);
      if (isClaiming) {
        const begin: ClaimRequest['beginSending'] = (claimed, optedOut) =>
          beginSending(trx, delivery, { claimed, optedOut });
        return claimDue(trx, clock, { ...request, first: record, beginSending: begin });
      }
      await record();
      return NOTHING;
    });
  } catch (thrown) {
    log.error(describeError(thrown), 'could not record and claim together');
  }
  await recordEach(delivery, ended.attempted);
  return isClaiming ? claimEach(delivery, request) : NOTHING;
}

/** Records each outcome in a transaction of its own. */
export async function recordEach(delivery: Delivery, ended: readonly SendAttempt[]): Promise<void> {
  for (const attempted of ended) {
    try {
      await inTransaction(delivery.db, (trx) =>
        recordOutcomes(trx, delivery, { attempted: [attempted], mayBePaused: true }),
      );
    } catch (thrown) {
      logFailedDelivery(delivery, attempted.message, thrown);
    }
  }
}

async function claimEach(delivery: Delivery, request: ClaimRequest): Promise<Claim> {
  const { db, clock } = delivery;
  const claim = await inTransaction(db, (trx) => claimDue(trx, clock, request));
  const begun: Outbound[] = [];
  for (const message of claim.messages) {
    try {
      begun.push(...(await inTransaction(db, (trx) => beginOne(trx, delivery, message))));
    } catch (thrown) {
      logFailedDelivery(delivery, message, thrown);
    }
  }
  return { ...claim, messages: begun };
}

async function beginOne(trx: Transaction, delivery: Delivery, message: Outbound): Promise<Outbound[]> {
  const optedOut = new Set(await listOptedOut(trx, [message.identity]));
  return beginSending(trx, delivery, { claimed: [message], optedOut });
}
