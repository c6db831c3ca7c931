import type { HttpCall, HttpMiddleware } from '#src/http/framework/context.ts';
import { Problem } from '#src/http/framework/problem.ts';

/**
 * A request line may contain a whole URL. Koa throws if it cannot parse it (`GET http://[ HTTP/1.1`). HTTP/1.1 wants a host
 * even then.
 */
export const refuseUnreadableTarget: HttpMiddleware = async (ctx, next) => {
  if (!hasPath(ctx)) throw new Problem('unreadable_request', 'The URL of the request is invalid.');
  if (ctx.req.headers.host === undefined && ctx.req.httpVersion === '1.1') {
    throw new Problem('unreadable_request', 'The Host header is missing.');
  }
  await next();
};

function hasPath(ctx: HttpCall): boolean {
  try {
    return typeof ctx.path === 'string';
  } catch {
    // Koa offers no other way to find out
    return false;
  }
}
