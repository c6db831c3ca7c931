import Router, { type RouterContext, type RouterMiddleware } from '@koa/router';
import type { HttpContext, HttpState } from './context.ts';

/**
 * A router without `use` and `prefix`. A guard that is mounted for a prefix protects only those spellings of an
 * address that match the prefix, and a route may match more. So each route names its own guard.
 */
export type AppRouter = Pick<Router<HttpState, HttpContext>, 'get' | 'post' | 'register' | 'routes' | 'allowedMethods'>;

/**
 * Every router of the service. Addresses are case-sensitive: one address has one spelling. A slash at the end is
 * accepted, because a webhook's address is typed by hand into Twilio's console, and a 404 there loses texts.
 */
export function createRouter(): AppRouter {
  return new Router<HttpState, HttpContext>({ sensitive: true, strict: false });
}

/** What a route runs. Beside what every middleware has, it has `ctx.params`. */
export type RouteHandler = RouterMiddleware<HttpState, HttpContext>;

/** The pattern of the route that was matched (`/bookings/:id`). Undefined: no route was. */
export function matchedRoute(ctx: object): string | undefined {
  const { _matchedRoute: route } = ctx as Partial<RouterContext>;
  return route === undefined ? undefined : String(route);
}
