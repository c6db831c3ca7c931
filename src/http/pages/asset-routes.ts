import { type AppRouter, createRouter } from '#src/http/framework/create-router.ts';
import { fixedDocument } from '#src/http/framework/fixed-document.ts';
import { listAssets } from './assets.ts';

const YEAR_S = 365 * 24 * 60 * 60;

/** The assets at their URLs. A URL with the hash of another version is a 404. */
export function assetRoutes(): AppRouter {
  const routes = createRouter();
  for (const { url, content, type } of listAssets()) {
    const cacheControl = `public, max-age=${YEAR_S}, immutable`;
    routes.get(url, fixedDocument({ load: () => content, type, cacheControl }));
  }
  return routes;
}
