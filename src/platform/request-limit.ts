import { LRUCache } from 'lru-cache';
import { MINUTE, SECOND } from './duration.ts';

/** More addresses than send requests within a minute. A stranger with many addresses must not fill the memory. */
const MOST_ADDRESSES = 20_000;

export interface RequestLimit {
  /** Counts one request. If that is too many within a minute, returns how many seconds to wait, otherwise undefined. */
  count(address: string): number | undefined;
}

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
    count: (address) => {
      const now = nowMs();
      let count = counts.get(address);
      if (!count || count.endsAtMs <= now) {
        count = { requests: 0, endsAtMs: now + MINUTE };
        counts.set(address, count);
      }
      count.requests += 1;
      return count.requests <= allowed ? undefined : Math.ceil((count.endsAtMs - now) / SECOND);
    },
  };
}
