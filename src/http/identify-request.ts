import { randomUUID } from 'node:crypto';
import type { HttpMiddleware } from './context.ts';

/** Gives the request the id that its log lines carry; the caller gets it as `X-Request-Id`. */
export const identifyRequest: HttpMiddleware = async (ctx, next) => {
  ctx.state.requestId = randomUUID();
  ctx.set('X-Request-Id', ctx.state.requestId);
  await next();
};
