import { LRUCache } from 'lru-cache';
import { MINUTE, SECOND } from './duration.ts';

/** More addresses than send requests within a minute. A stranger with many addresses must not fill the memory. */
const MOST_ADDRESSES = 20_000;

export interface RequestLimit {
  /** Counts one request. If that is too many within a minute, returns how many seconds to wait, otherwise undefined. */
  count(address: string, area?: RequestArea): number | undefined;
}

/** Each area counts by itself, so that a flood of requests in one does not close the others. */
export type RequestArea = keyof typeof SHARES;

/** How many times the number that the settings allow. */
const SHARES = {
  rest: 1,
  /** An orchestrator must still learn whether the process can work. */
  health: 1,
  /** A page loads ten files, and parts of it again and again. */
  pages: 10,
  /** Webhooks without a valid signature. Those with one are never counted. */
  unsigned: 1,
} as const;

interface Count {
  requests: number;
  /** On the monotonic clock. */
  endsAtMs: number;
}

/**
 * Counts the requests of each network address in memory. Each process counts by itself: the limit protects this process, and
 * a count in the database cost half of what a read costs.
 */
export function createRequestLimit(allowed: number, nowMs = () => performance.now()): RequestLimit {
  const counts = new LRUCache<string, Count>({ max: MOST_ADDRESSES });
  return {
    count: (address, area = 'rest') => {
      const now = nowMs();
      const key = `${area} ${address}`;
      let count = counts.get(key);
      if (!count || count.endsAtMs <= now) {
        count = { requests: 0, endsAtMs: now + MINUTE };
        counts.set(key, count);
      }
      count.requests += 1;
      return count.requests <= allowed * SHARES[area] ? undefined : Math.ceil((count.endsAtMs - now) / SECOND);
    },
  };
}
