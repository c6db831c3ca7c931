import { matchedRoute } from './create-router.ts';

/**
 * The path as we may log it: the pattern of its route, with the ids filled in. Other parts may be secret, such as the token
 * of a calendar. A path that no route matches may contain anything.
 */
export function pathForLog(ctx: object): string {
  const route = matchedRoute(ctx);
  if (route === undefined) return '•••';
  const { params = {} } = ctx as { params?: Record<string, string> };
  return route.replace(/:(\w+)/g, (_, name: string) =>
    /^\d{1,10}$/.test(params[name] ?? '') ? `${params[name]}` : '•••',
  );
}

/** Hides all query values. Only `outbox` is ours: we put that id into the callback URL. */
export function urlForLog(url: string): string {
  return url.replace(/(?<=[?&])(?!outbox=\d+(?:&|$))([a-z]+=|)[^&]*/gi, '$1•••');
}
