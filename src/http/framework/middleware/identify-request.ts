import { randomUUID } from 'node:crypto';
import type { BlockList } from 'node:net';
import type { HttpMiddleware } from '#src/http/framework/context.ts';
import { remoteAddressOf } from '#src/platform/remote-address.ts';

/** Gives the request an id. Its log lines contain it, and the caller gets it as `X-Request-Id`. */
export const identifyRequest =
  (proxies: BlockList): HttpMiddleware =>
  async (ctx, next) => {
    ctx.state.requestId = randomUUID();
    ctx.set('X-Request-Id', ctx.state.requestId);
    ctx.state.remoteAddress = remoteAddressOf(ctx.req.socket.remoteAddress ?? '', ctx.get('x-forwarded-for'), proxies);
    await next();
  };
