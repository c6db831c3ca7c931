import { type Database, isPostgres, type Transaction } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import { lockName } from '#src/db/locking.ts';
import type { Clock } from '#src/platform/clock.ts';
import { after } from '#src/platform/duration.ts';
import { AWAITED, LAST } from './message-types.ts';
import { Outbound } from './outbound.ts';
import { roomForAttempts } from './sender-pause.ts';

/** Any number, the same in every process: the family of the lock under which messages are claimed. */
const CLAIMS = 48_214;

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
  return inTransaction(db, async (trx) => {
    // two claims at once would wait for each other's entries in the index that allows one in flight a recipient
    await lockName(trx, CLAIMS, 'outbox');
    const now = clock.now();
    const room = await roomForAttempts(trx, now, limit);
    const ids = await dueIds(trx, now, { limit: room, worstRank: isUrgentOnly ? AWAITED : LAST });
    if (ids.length === 0) return [];
    await trx('outbox')
      .whereIn('outboxId', ids)
      .update({ status: 'claimed', leaseExpiresAt: after(now, lease), attempts: trx.raw('attempts + 1') });
    return Outbound.query(trx).whereIn('outboxId', ids).orderBy(['rank', 'dueAt', 'outboxId']);
  });
}

/** The first due message of each recipient. Somebody's long queue must not hide the others, so it looks on behind it. */
async function dueIds(
  trx: Transaction,
  now: Date,
  { limit, worstRank }: { limit: number; worstRank: number },
): Promise<number[]> {
  const first = new Map<string, number>();
  const many = limit * 4;
  while (first.size < limit) {
    const rows = await dueRows(trx, now, { worstRank, many, except: [...first.keys()] });
    for (const { identity, outboxId } of rows) if (!first.has(identity)) first.set(identity, outboxId);
    if (rows.length < many) break;
  }
  return [...first.values()].slice(0, limit);
}

async function dueRows(
  trx: Transaction,
  now: Date,
  { worstRank, many, except }: { worstRank: number; many: number; except: string[] },
): Promise<{ outboxId: number; identity: string }[]> {
  const due = trx('outbox as o')
    .where('o.status', 'queued')
    .where('o.rank', '<=', worstRank)
    .where('o.dueAt', '<=', now)
    .whereNotIn('o.identity', except)
    .whereNotExists((busy) => {
      busy
        .select(trx.raw('1'))
        .from('outbox as f')
        .whereIn('f.status', ['claimed', 'sending'])
        .whereRaw('f.identity = o.identity');
    })
    .orderBy(['o.rank', 'o.dueAt', 'o.outboxId'])
    .limit(many)
    .select('o.outboxId', 'o.identity');
  if (isPostgres(trx)) due.forUpdate().skipLocked();
  return due;
}
