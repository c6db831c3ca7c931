import type { HttpMiddleware } from '#src/http/framework/context.ts';
import { Problem } from '#src/http/framework/problem.ts';
import { isLoopbackHost } from '#src/platform/remote-address.ts';

/**
 * Guards every route of the phones on the screen. A page of another site can point its own name at 127.0.0.1, and would then
 * read our answers as its own. So the name in the request must be one of this machine. A request that a proxy passes on comes
 * from elsewhere, whatever name the proxy writes.
 */
export const onlyHere: HttpMiddleware = async (ctx, next) => {
  const host = URL.parse(`http://${ctx.get('Host')}`)?.hostname ?? '';
  const isPassedOn = WRITTEN_BY_PROXIES.some((name) => ctx.get(name) !== '');
  if (!isLoopbackHost(host) || isPassedOn) throw new Problem('not_found', 'There is no such page.');
  await next();
};

/** A proxy that writes none of them and calls us by a loopback name cannot be told from a browser here. */
const WRITTEN_BY_PROXIES = [
  'Forwarded',
  'Via',
  'X-Forwarded-For',
  'X-Forwarded-Host',
  'X-Forwarded-Proto',
  'X-Real-IP',
];
