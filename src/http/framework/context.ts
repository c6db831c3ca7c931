import type { Context, Middleware } from 'koa';
import type { Services } from '#src/services.ts';

/** What the middleware before all routes leaves for them. */
export interface HttpState {
  requestId: string;
  /** Who asks, as far as the network and proxies of ours tell. */
  remoteAddress: string;
}

export interface HttpContext {
  services: Services;
}

/** One request, as a route sees it. */
export type HttpCall = Context & HttpContext & { state: HttpState };

export type HttpMiddleware = Middleware<HttpState, HttpContext>;
