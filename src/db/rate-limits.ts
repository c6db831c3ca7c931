import { systemClock } from '#src/platform/clock.ts';
import { HOUR, SECOND } from '#src/platform/duration.ts';
import type { Database, Transaction } from './connect.ts';
import { inOneStatement } from './in-one-statement.ts';

const TABLE = 'rate_limits';

/** How long each limit counts. They protect codes, so they are exact over all processes. */
const PERIODS_MS = {
  verifications: HOUR,
} as const;

export type LimitName = keyof typeof PERIODS_MS;

export interface RateLimits {
  /** Counts one use. If that is too many, returns how many seconds to wait, otherwise undefined. */
  consume(limit: LimitName, key: string): Promise<number | undefined>;
}

/**
 * Counts are in our database, for all processes together, by the machine's clock. Each count commits by itself, so that a
 * refused request is still counted.
 */
export function createRateLimits(db: Database, allowed: Record<LimitName, number>): RateLimits {
  return {
    consume: async (limit, key) => {
      const now = systemClock.now().getTime();
      const { points, expire } = await countOne(db, { key: `${limit}:${key}`, now, expire: now + PERIODS_MS[limit] });
      return points <= allowed[limit] ? undefined : Math.max(1, Math.ceil((expire - now) / SECOND));
    },
  };
}

/** Deletes counts whose period is over, at most `limit`. Returns how many. */
export async function eraseExpiredCounts(trx: Transaction, limit: number): Promise<number> {
  const over = trx(TABLE).where('expire', '<', systemClock.now().getTime()).limit(limit);
  return trx(TABLE).whereIn('key', over.select('key')).delete();
}

/** One statement, so that concurrent requests count correctly. A new period begins when the last one is over. */
async function countOne(
  db: Database,
  { key, now, expire }: { key: string; now: number; expire: number },
): Promise<{ points: number; expire: number }> {
  const count = db.raw(
    `insert into ${TABLE} (key, points, expire) values (:key, 1, :expire)
     on conflict (key) do update set
       points = case when ${TABLE}.expire <= :now then 1 else ${TABLE}.points + 1 end,
       expire = case when ${TABLE}.expire <= :now then excluded.expire else ${TABLE}.expire end
     returning points, expire`,
    { key, now, expire },
  );
  const [row] = await inOneStatement<{ points: number; expire: number | string }>(db, count);
  if (!row) throw new Error('the count returned no row');
  return { points: row.points, expire: Number(row.expire) };
}
