import type { Knex } from 'knex';
import { type Database, isPostgres, type Transaction } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import type { Clock } from '#src/platform/clock.ts';
import { after } from '#src/platform/duration.ts';
import { Media } from './media.ts';

/**
 * Takes up to `limit` due files for the length of a lease, the oldest first; also those whose claim has run out, since
 * to fetch a file twice harms nobody. The attempt is counted here, so that a file that kills its process counts as tried.
 */
export async function claimMedia(
  db: Database,
  clock: Clock,
  { limit, lease }: { limit: number; lease: number },
): Promise<Media[]> {
  const now = clock.now();
  // most wake-ups are for messages: a look takes no lock from those who write
  if (limit === 0 || (await dueMedia(db, now).first('mediaId')) === undefined) return [];
  return inTransaction(db, async (trx) => {
    const mediaIds = await takeDue(trx, now, limit);
    if (mediaIds.length === 0) return [];
    await trx('media')
      .whereIn('mediaId', mediaIds)
      .update({ status: 'claimed', leaseExpiresAt: after(now, lease), attempts: trx.raw('attempts + 1') });
    return Media.query(trx).whereIn('mediaId', mediaIds).orderBy(['dueAt', 'mediaId']);
  });
}

async function takeDue(trx: Transaction, now: Date, limit: number): Promise<number[]> {
  const due = dueMedia(trx, now).orderBy(['dueAt', 'mediaId']).limit(limit);
  if (isPostgres(trx)) due.forUpdate().skipLocked();
  const rows: { mediaId: number }[] = await due.select('mediaId');
  return rows.map(({ mediaId }) => mediaId);
}

function dueMedia(db: Database, now: Date): Knex.QueryBuilder {
  return db('media').where((due) => {
    // SQLite uses the indexes only where the statuses are written out
    due.where((queued) => queued.whereRaw("status = 'queued'").where('dueAt', '<=', now));
    due.orWhere((expired) => expired.whereRaw("status = 'claimed'").where('leaseExpiresAt', '<=', now));
  });
}
