import cors from '@koa/cors';
import helmet from 'koa-helmet';
import type { Config } from '#src/config.ts';
import type { HttpMiddleware } from '#src/http/framework/context.ts';

/** Nothing here is a page, but for the one that sets a policy of its own. */
export const secureHeaders = helmet({
  contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
}) as unknown as HttpMiddleware;

/** Pages of other origins may call only from where CORS_ORIGINS says so. Undefined: from nowhere. */
export function allowOrigins({ CORS_ORIGINS }: Config): HttpMiddleware | undefined {
  if (CORS_ORIGINS.length === 0) return undefined;
  return cors({
    origin: (ctx) => (CORS_ORIGINS.includes(ctx.get('Origin')) ? ctx.get('Origin') : ''),
    allowMethods: ['GET', 'POST', 'PATCH', 'DELETE'],
    allowHeaders: ['Authorization', 'Content-Type', 'Idempotency-Key', 'Last-Event-ID'],
    exposeHeaders: ['X-Request-Id', 'Retry-After', 'Content-Disposition'],
    maxAge: 600,
  }) as unknown as HttpMiddleware;
}
