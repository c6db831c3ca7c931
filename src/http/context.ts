import type { Middleware } from 'koa';
import type { FlatForm } from '#src/messaging/twilio/flat-form.ts';
import type { Services } from '#src/services.ts';

/** What the middleware before a route leaves for it. `form` is there behind `fromTwilio`. */
export interface HttpState {
  requestId: string;
  /** Who asks, as far as the network and proxies of ours tell. */
  remoteAddress: string;
  form: FlatForm;
}

export interface HttpContext {
  services: Services;
}

export type HttpMiddleware = Middleware<HttpState, HttpContext>;
