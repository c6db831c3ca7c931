import Router, { type RouterContext, type RouterMiddleware } from '@koa/router';
import type { HttpContext, HttpState } from './context.ts';

/**
 * A router without `use` and `prefix`. A guard on a prefix protects only the spellings of a path that match the prefix, and
 * a route may match others. So each route has its own guard.
 */
export type AppRouter = Pick<Router<HttpState, HttpContext>, 'get' | 'post' | 'register' | 'routes' | 'allowedMethods'>;

/**
 * Creates every router of the service. Paths are case-sensitive. A slash at the end is accepted: people type the webhook's
 * URL into Twilio's console by hand, and a 404 there would lose texts.
 */
export function createRouter(): AppRouter {
  return new Router<HttpState, HttpContext>({ sensitive: true, strict: false });
}

/** Handles one route. Other than a middleware, it has `ctx.params`. */
export type RouteHandler = RouterMiddleware<HttpState, HttpContext>;

/** The pattern of the matched route (`/bookings/:id`). Undefined if no route matched. */
export function matchedRoute(ctx: object): string | undefined {
  const { _matchedRoute: route } = ctx as Partial<RouterContext>;
  return route === undefined ? undefined : String(route);
}
