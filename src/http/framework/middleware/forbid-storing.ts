import type { HttpMiddleware } from '#src/http/framework/context.ts';

/**
 * By default nobody may store an answer: not a proxy, and not the browser of a shared computer. A document that may be
 * stored declares it by a header of its own.
 */
export const forbidStoring: HttpMiddleware = async (ctx, next) => {
  ctx.set('Cache-Control', 'no-store');
  await next();
};
