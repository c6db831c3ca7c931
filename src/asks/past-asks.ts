import type { Transaction } from '#src/db/connect.ts';
import { HANDED_OVER } from '#src/messaging/outbox/outbound-status.ts';
import { Ask } from './ask.ts';

/** Nobody answers an older ask than these. */
const MOST_PAST_ASKS = 50;

/** The open ask of a person about this subject. */
export async function findOpenAsk(
  trx: Transaction,
  about: { userId: number; subject: string },
): Promise<Ask | undefined> {
  return Ask.query(trx).findOne({ ...about, status: 'open' });
}

/**
 * Asks of a person that are over at `at`, newest first: those that ended, and those whose deadline has passed. Only asks whose
 * question was sent before `at`, after `since`.
 */
export async function listPastAsks(
  trx: Transaction,
  { userId, since, at }: { userId: number; since: Date; at: Date },
): Promise<Ask[]> {
  const sent = trx('outbox')
    .whereRaw('outbox.ask_id = asks.ask_id')
    .whereIn('status', [...HANDED_OVER])
    .where('sendingAt', '<=', at);
  return Ask.query(trx)
    .where({ userId })
    .where('openedAt', '>', since)
    .where((over) => over.whereNot({ status: 'open' }).orWhere('deadlineAt', '<=', at))
    .whereExists(sent.select('outboxId'))
    .orderBy('askId', 'desc')
    .limit(MOST_PAST_ASKS);
}
