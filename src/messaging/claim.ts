import { type Database, isPostgres, type Transaction } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import type { Clock } from '#src/platform/clock.ts';
import { after } from '#src/platform/duration.ts';
import { AWAITED, LAST } from './message-types.ts';
import { Outbound } from './outbound.ts';

const UNIQUE_VIOLATION = '23505';

/**
 * Takes up to `limit` due messages for the length of a lease, the most urgent first and one a recipient. The attempt is
 * counted here, so that a message that kills its process counts as tried.
 */
export async function claimDue(
  db: Database,
  clock: Clock,
  { limit, isUrgentOnly, lease }: { limit: number; isUrgentOnly?: boolean; lease: number },
): Promise<Outbound[]> {
  if (limit === 0) return [];
  try {
    return await inTransaction(db, async (trx) => {
      const now = clock.now();
      const ids = await dueIds(trx, now, { limit, worstRank: isUrgentOnly ? AWAITED : LAST });
      if (ids.length === 0) return [];
      await trx('outbox')
        .whereIn('outboxId', ids)
        .update({ status: 'claimed', leaseExpiresAt: after(now, lease), attempts: trx.raw('attempts + 1') });
      return Outbound.query(trx).whereIn('outboxId', ids).orderBy(['rank', 'dueAt', 'outboxId']);
    });
  } catch (thrown) {
    // another process took a message for the same person in between: the next look finds what is left
    if (thrown instanceof Error && 'code' in thrown && thrown.code === UNIQUE_VIOLATION) return [];
    throw thrown;
  }
}

async function dueIds(
  trx: Transaction,
  now: Date,
  { limit, worstRank }: { limit: number; worstRank: number },
): Promise<number[]> {
  const due = trx('outbox as o')
    .where('o.status', 'queued')
    .where('o.rank', '<=', worstRank)
    .where('o.dueAt', '<=', now)
    .whereNotExists((busy) => {
      busy
        .select(trx.raw('1'))
        .from('outbox as f')
        .whereIn('f.status', ['claimed', 'sending'])
        .whereRaw('f.identity = o.identity');
    })
    .orderBy(['o.rank', 'o.dueAt', 'o.outboxId'])
    .limit(limit * 4)
    .select('o.outboxId', 'o.identity');
  if (isPostgres(trx)) due.forUpdate().skipLocked();
  const rows: { outboxId: number; identity: string }[] = await due;
  const first = new Map<string, number>();
  for (const row of rows) if (!first.has(row.identity)) first.set(row.identity, row.outboxId);
  return [...first.values()].slice(0, limit);
}
