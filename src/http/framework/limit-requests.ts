import type { LimitName } from '#src/db/rate-limits.ts';
import type { RequestArea } from '#src/platform/request-limit.ts';
import type { HttpCall, HttpMiddleware } from './context.ts';
import { Problem } from './problem.ts';

interface CodeLimit {
  limit: LimitName;
  /** Requests with the same key are counted together. */
  key: string;
  /** The detail of the problem when there are too many. */
  detail: string;
}

const AREAS: readonly [RegExp, RequestArea][] = [
  [/^\/(?:healthz|readyz)$/, 'health'],
  [/^\/(?:|openapi\.json|docs|docs\/.*|assets\/.*|theme|try|try\/.*)$/, 'pages'],
];

/**
 * Limits the requests from one network address, to every path, also to those that do not exist. Only the webhooks are
 * left out: a flood from an address that Twilio seems to share, behind a proxy that we do not know, must not stop its texts.
 * They count what is not signed (`countUnsigned`).
 */
export function limitRequests(webhookPaths: ReadonlySet<string>): HttpMiddleware {
  return async (ctx, next) => {
    const [path = ''] = (ctx.req.url ?? '').split('?');
    const bare = path.length > 1 ? path.replace(/\/$/, '') : path;
    if (ctx.method !== 'POST' || !webhookPaths.has(bare)) {
      const [, area] = AREAS.find(([pattern]) => pattern.test(bare)) ?? [];
      count(ctx, area);
    }
    await next();
  };
}

/** Counts a webhook whose signature is missing or wrong. Throws a problem if there are too many. */
export function countUnsigned(ctx: HttpCall): void {
  count(ctx, 'unsigned');
}

function count({ services, state }: HttpCall, area: RequestArea | undefined): void {
  const seconds = services.requestLimit.count(state.remoteAddress, area);
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
