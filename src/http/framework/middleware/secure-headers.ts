import cors from '@koa/cors';
import helmet from 'koa-helmet';
import type { Config } from '#src/config.ts';
import type { HttpMiddleware } from '#src/http/framework/context.ts';

/** Forbids everything that a page could load. Pages set their own policy. */
export const secureHeaders = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: { defaultSrc: ["'none'"], baseUri: ["'none'"], frameAncestors: ["'none'"] },
  },
}) as unknown as HttpMiddleware;

/** Lets pages of the origins in CORS_ORIGINS call us. Undefined if there are none. */
export function allowOrigins({ CORS_ORIGINS }: Config): HttpMiddleware | undefined {
  if (CORS_ORIGINS.length === 0) return undefined;
  return cors({
    origin: (ctx) => (CORS_ORIGINS.includes(ctx.get('Origin')) ? ctx.get('Origin') : ''),
    allowMethods: ['GET', 'POST', 'PATCH', 'DELETE'],
    allowHeaders: ['Authorization', 'Content-Type', 'Idempotency-Key', 'Last-Event-ID'],
    exposeHeaders: ['X-Request-Id', 'Retry-After', 'Content-Disposition', 'Link'],
    maxAge: 600,
  }) as unknown as HttpMiddleware;
}
