import type { Knex } from 'knex';
import type { Database, Transaction } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import { lockUnclaimed } from '#src/db/locking.ts';
import { claimRows } from '#src/db/queries/claim-rows.ts';
import type { Clock } from '#src/platform/clock.ts';
import { after } from '#src/platform/duration.ts';
import { Media } from './media.ts';

/**
 * Claims up to `limit` due files for the length of a lease, oldest first. It also claims files whose lease has expired,
 * because fetching a file twice does no harm.
 */
export async function claimMedia(
  db: Database,
  clock: Clock,
  { limit, lease }: { limit: number; lease: number },
): Promise<Media[]> {
  const now = clock.now();
  // poll without locks, because most polls find nothing
  if (limit === 0 || (await dueMedia(db, now).first('mediaId')) === undefined) return [];
  return inTransaction(db, async (trx) => {
    const mediaIds = await takeDue(trx, now, limit);
    const marks = { status: 'claimed', leaseExpiresAt: after(now, lease) };
    const rows = await claimRows(trx, 'media', mediaIds, marks);
    return rows.map((row) => Media.fromDatabaseJson(row)).sort(byAge);
  });
}

function byAge(one: Media, other: Media): number {
  return one.dueAt.getTime() - other.dueAt.getTime() || one.mediaId - other.mediaId;
}

async function takeDue(trx: Transaction, now: Date, limit: number): Promise<number[]> {
  const due = dueMedia(trx, now).orderBy(['dueAt', 'mediaId']).limit(limit);
  lockUnclaimed(trx, 'media', due);
  const rows: { mediaId: number }[] = await due.select('mediaId');
  return rows.map(({ mediaId }) => mediaId);
}

function dueMedia(db: Database, now: Date): Knex.QueryBuilder {
  return db('media').where((due) => {
    // SQLite uses the partial indexes only if the statuses are written into the SQL
    due.where((queued) => queued.whereRaw("status = 'queued'").where('dueAt', '<=', now));
    due.orWhere((expired) => expired.whereRaw("status = 'claimed'").where('leaseExpiresAt', '<=', now));
  });
}
