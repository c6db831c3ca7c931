import { matchedRoute } from './create-router.ts';

/**
 * The path as it may be logged: the pattern of its route with the ids filled in. Any other part may be a secret, as the
 * token in a calendar's address is, and an address that no route matches may hold anything.
 */
export function pathForLog(ctx: object): string {
  const route = matchedRoute(ctx);
  if (route === undefined) return '•••';
  const { params = {} } = ctx as { params?: Record<string, string> };
  return route.replace(/:(\w+)/g, (_, name: string) =>
    /^\d{1,10}$/.test(params[name] ?? '') ? `${params[name]}` : '•••',
  );
}

/** The caller chooses what the query holds, except for the id that we put into a callback's address ourselves. */
export function urlForLog(url: string): string {
  return url.replace(/(?<=[?&])(?!outbox=\d+(?:&|$))([a-z]+=|)[^&]*/gi, '$1•••');
}
