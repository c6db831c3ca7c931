import type { LimitName } from '#src/db/rate-limits.ts';
import type { HttpCall } from './context.ts';
import { Problem } from './problem.ts';

interface CodeLimit {
  limit: LimitName;
  /** Requests with the same key are counted together. */
  key: string;
  /** The detail of the problem when there are too many. */
  detail: string;
}

/** Limits all requests from one network address. */
export function limitRequests({ services, state }: HttpCall): void {
  const seconds = services.requestLimit.count(state.remoteAddress);
  if (seconds !== undefined) throw tooMany('Too many requests from your network.', seconds);
}

/**
 * Counts a request and throws a problem if it is one too many. Call it before the request's transaction: the count must
 * survive a rollback, and SQLite has only one connection.
 */
export async function countRequest({ services }: HttpCall, { limit, key, detail }: CodeLimit): Promise<void> {
  const seconds = await services.rateLimits.consume(limit, key);
  if (seconds !== undefined) throw tooMany(detail, seconds);
}

function tooMany(detail: string, seconds: number): Problem {
  return new Problem('too_many_requests', detail, { headers: { 'Retry-After': String(seconds) } });
}
