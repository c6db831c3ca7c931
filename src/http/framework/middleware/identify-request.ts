import { randomUUID } from 'node:crypto';
import type { BlockList } from 'node:net';
import type { HttpMiddleware } from '#src/http/framework/context.ts';
import { HOUR } from '#src/platform/duration.ts';
import { remoteAddressOf } from '#src/platform/remote-address.ts';

/** A proxy with wrong settings writes the same kind of value with every request. */
const WARNING_EVERY = HOUR;

/** Gives the request an id. Its log lines contain it, and the caller gets it as `X-Request-Id`. */
export function identifyRequest(proxies: BlockList): HttpMiddleware {
  let warnedAt = Number.NEGATIVE_INFINITY;
  return async (ctx, next) => {
    ctx.state.requestId = randomUUID();
    ctx.set('X-Request-Id', ctx.state.requestId);
    const { remoteAddress: socketAddress = '' } = ctx.req.socket;
    const { address, unreadable } = remoteAddressOf(socketAddress, ctx.get('x-forwarded-for'), proxies);
    ctx.state.remoteAddress = address;
    if (unreadable !== undefined) {
      const { clock, log } = ctx.services;
      const now = clock.now().getTime();
      if (now - warnedAt >= WARNING_EVERY) {
        warnedAt = now;
        log.warn({ proxy: socketAddress, value: unreadable }, 'X-Forwarded-For of a trusted proxy is not an address');
      }
    }
    await next();
  };
}
