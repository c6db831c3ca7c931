import type { HttpCall, HttpMiddleware } from '#src/http/framework/context.ts';
import { Problem } from '#src/http/framework/problem.ts';

/** A request line may name a whole URL, and Koa throws for one that cannot be parsed (`GET http://[ HTTP/1.1`). */
export const refuseUnreadableTarget: HttpMiddleware = async (ctx, next) => {
  if (!hasPath(ctx)) throw new Problem('unreadable_request', 'The address could not be read.');
  await next();
};

function hasPath(ctx: HttpCall): boolean {
  try {
    return typeof ctx.path === 'string';
  } catch {
    // the only way to find out: the parser throws
    return false;
  }
}
