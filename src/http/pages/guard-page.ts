import type { HttpCall, HttpMiddleware } from '#src/http/framework/context.ts';
import { Problem } from '#src/http/framework/problem.ts';

/**
 * Guards a route that changes something: another site's page must not be able to send our forms. Browsers say where a
 * request comes from. One that says nothing (`Sec-Fetch-Site` and `Origin` are both missing) is refused.
 */
export const onlyFromOwnPages: HttpMiddleware = async (ctx, next) => {
  if (!isFromOwnPage(ctx)) throw new Problem('foreign_page', 'This form can only be sent from our own pages.');
  await next();
};

function isFromOwnPage(ctx: Pick<HttpCall, 'get'>): boolean {
  const site = ctx.get('Sec-Fetch-Site');
  if (site !== '') return site === 'same-origin';
  const origin = URL.parse(ctx.get('Origin'));
  return origin !== null && origin.host === ctx.get('Host');
}
