import { type AppRouter, createRouter } from '#src/http/framework/create-router.ts';
import { fixedDocument } from '#src/http/framework/fixed-document.ts';
import { Problem } from '#src/http/framework/problem.ts';
import { listAssets } from './assets.ts';

const YEAR_S = 365 * 24 * 60 * 60;

/** The assets at their URLs. A URL with the hash of another version is a 404. */
export function assetRoutes(): AppRouter {
  const routes = createRouter();
  const cacheControl = `public, max-age=${YEAR_S}, immutable`;
  const documents = new Map(
    listAssets().map(({ url, content, type }) => [url, fixedDocument({ load: () => content, type, cacheControl })]),
  );
  routes.get('/assets/:hash/:name', async (ctx) => {
    const answer = documents.get(ctx.path);
    if (!answer)
      throw new Problem('not_found', 'There is no such file. The service may have been upgraded: reload the page.');
    await answer(ctx);
  });
  return routes;
}
