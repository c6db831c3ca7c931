import type { Context, Middleware } from 'koa';
import type { Services } from '#src/services.ts';

/** Set by the middleware that runs before all routes. */
export interface HttpState {
  requestId: string;
  /** The caller's network address. Only our own proxies may name another one. */
  remoteAddress: string;
}

export interface HttpContext {
  services: Services;
}

/** One request, as a route handler gets it. */
export type HttpCall = Context & HttpContext & { state: HttpState };

export type HttpMiddleware = Middleware<HttpState, HttpContext>;
