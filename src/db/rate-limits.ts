import { RateLimiterPostgres, type RateLimiterRes } from 'rate-limiter-flexible';
import { systemClock } from '#src/platform/clock.ts';
import { SECOND } from '#src/platform/duration.ts';
import type { Database, Transaction } from './connect.ts';
import { inTransaction } from './in-transaction.ts';

const TABLE = 'rate_limits';
const MINUTE_S = 60;
const HOUR_S = 60 * MINUTE_S;

export type LimitName = 'requests' | 'verifications' | 'codesForAddress' | 'codesForPhone' | 'codesForAll';

/** Requests count for a minute, the others for an hour. */
export interface RateLimits {
  /** Counts one. Returns how many seconds to wait where that was too many, else undefined. */
  consume(limit: LimitName, key: string): Promise<number | undefined>;
  /** What no longer counts. */
  eraseExpired(): Promise<void>;
}

/**
 * Counted in our database, for all processes together, by the machine's clock. Each count commits by itself: what a
 * request was refused for stays counted.
 */
export function createRateLimits(db: Database, allowed: Record<LimitName, number>): RateLimits {
  const limiterOf = (name: LimitName, points: number, duration: number) =>
    new RateLimiterPostgres({
      storeClient: storeOn(db),
      storeType: 'client',
      tableName: TABLE,
      tableCreated: true,
      clearExpiredByTimeout: false,
      keyPrefix: name,
      points,
      duration,
    });
  const limiters: Record<LimitName, RateLimiterPostgres> = {
    requests: limiterOf('requests', allowed.requests, MINUTE_S),
    verifications: limiterOf('verifications', allowed.verifications, HOUR_S),
    codesForAddress: limiterOf('codesForAddress', allowed.codesForAddress, HOUR_S),
    codesForPhone: limiterOf('codesForPhone', allowed.codesForPhone, HOUR_S),
    codesForAll: limiterOf('codesForAll', allowed.codesForAll, HOUR_S),
  };
  return {
    consume: async (limit, key) => {
      try {
        await limiters[limit].consume(key);
        return undefined;
      } catch (thrown) {
        if (!isRefusal(thrown)) throw thrown;
        return Math.max(1, Math.ceil(thrown.msBeforeNext / SECOND));
      }
    },
    eraseExpired: async () => {
      await inTransaction(db, async (trx) => trx(TABLE).where('expire', '<', systemClock.now().getTime()).delete());
    },
  };
}

/** Nothing that was counted for this number is known any more. */
export async function eraseLimitsOf(trx: Transaction, phone: string): Promise<void> {
  await trx(TABLE)
    .where({ key: `${'codesForPhone' satisfies LimitName}:${phone}` })
    .delete();
}

/** The library throws what it counted where that is too much. */
function isRefusal(thrown: unknown): thrown is RateLimiterRes {
  return typeof thrown === 'object' && thrown !== null && 'msBeforeNext' in thrown;
}

interface Query {
  text: string;
  values: unknown[];
}

/**
 * The library's statements for PostgreSQL, which SQLite understands too, run like all of ours. Its own store for SQLite
 * hands the connection back before it is done with it: another transaction may begin in between.
 */
function storeOn(db: Database) {
  return {
    query: async ({ text, values }: Query) => {
      const named = text.replace(/\$(\d+)/g, ':v$1');
      const bindings = Object.fromEntries(values.map((value, index) => [`v${index + 1}`, value]));
      const result = await inTransaction(db, async (trx) =>
        trx.raw(named, bindings as Record<string, number | string>),
      );
      return Array.isArray(result) ? { rows: result, rowCount: result.length } : result;
    },
  };
}
