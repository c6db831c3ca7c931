import { setImmediate } from 'node:timers/promises';
import type { ApiDocument } from '#src/http/api-page/api-document.ts';
import { renderApiPage } from '#src/http/api-page/render-api-page.ts';
import { type AppRouter, createRouter } from '#src/http/framework/create-router.ts';
import { fixedDocument } from '#src/http/framework/fixed-document.ts';
import { openApiDocument } from '#src/http/framework/openapi/openapi-document.ts';
import { PAGE_POLICY } from '#src/http/pages/page-policy.ts';
import { TAGS } from './api-tags.ts';
import { ENDPOINTS } from './endpoints.ts';

/** `/openapi.json`, and `/docs`, which shows it. The page needs our stylesheet and icon, and nothing else. */
export function documentRoutes({ title, publicUrl }: { title: string; publicUrl: string }): AppRouter {
  const docs = createRouter();
  const build = once(() => openApiDocument(ENDPOINTS, { title, serverUrl: publicUrl, tags: TAGS }));
  docs.get('/openapi.json', fixedDocument({ load: () => JSON.stringify(build()), type: 'json' }));
  const load = async () => {
    const document = build() as unknown as ApiDocument;
    // each of the two takes a part of the time that one turn of the event loop may take
    await setImmediate();
    return renderApiPage(document);
  };
  const page = fixedDocument({ load, type: 'html' });
  docs.get('/docs', async (ctx) => {
    ctx.set('Content-Security-Policy', PAGE_POLICY);
    await page(ctx);
  });
  return docs;
}

function once<T>(work: () => T): () => T {
  let result: { value: T } | undefined;
  return () => {
    result ??= { value: work() };
    return result.value;
  };
}
