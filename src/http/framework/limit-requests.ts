import type { LimitName } from '#src/db/rate-limits.ts';
import type { HttpCall } from './context.ts';
import { Problem } from './problem.ts';

interface RequestLimit {
  limit: LimitName;
  /** Requests with the same key are counted together. */
  key: string;
  /** The detail of the problem when there are too many. */
  detail: string;
}

/** Limits all requests from one network address. */
export async function limitRequests(ctx: HttpCall): Promise<void> {
  const key = ctx.state.remoteAddress;
  await countRequest(ctx, { limit: 'requests', key, detail: 'Too many requests from your network.' });
}

/**
 * Counts a request and throws a problem if it is one too many. Call it before the request's transaction: the count must
 * survive a rollback, and SQLite has only one connection.
 */
export async function countRequest({ services }: HttpCall, { limit, key, detail }: RequestLimit): Promise<void> {
  const seconds = await services.rateLimits.consume(limit, key);
  if (seconds === undefined) return;
  throw new Problem('too_many_requests', detail, { headers: { 'Retry-After': String(seconds) } });
}
