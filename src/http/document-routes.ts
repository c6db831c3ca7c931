import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
// the package's main file would load 10 MB of browser scripts
import getAbsoluteFSPath from 'swagger-ui-dist/absolute-path.js';
import { type AppRouter, createRouter } from '#src/http/framework/create-router.ts';
import { fixedDocument } from '#src/http/framework/fixed-document.ts';
import { openApiDocument } from '#src/http/framework/openapi/openapi-document.ts';
import { TAGS } from './api-tags.ts';
import { ENDPOINTS } from './endpoints.ts';

/** The only files of the package that the page needs. */
const FILES = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'];
const DAY_S = 24 * 60 * 60;

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Watchline API</title>
<link rel="stylesheet" href="docs/swagger-ui.css">
<link rel="icon" type="image/png" href="docs/favicon-32x32.png">
</head>
<body>
<div id="viewer"></div>
<script src="docs/swagger-ui-bundle.js"></script>
<script src="docs/show.js"></script>
</body>
</html>
`;

const SHOW = `SwaggerUIBundle({ url: 'openapi.json', dom_id: '#viewer', deepLinking: true, validatorUrl: null });
`;

/** `/openapi.json`, and `/docs`, which shows it. All its files come from our own server. */
export function documentRoutes({ title, publicUrl }: { title: string; publicUrl: string }): AppRouter {
  const docs = createRouter();
  const load = () => JSON.stringify(openApiDocument(ENDPOINTS, { title, serverUrl: publicUrl, tags: TAGS }));
  docs.get('/openapi.json', fixedDocument({ load, type: 'json' }));
  // the viewer uses style attributes and data: images. It may call the API at this origin and at the public one
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    `connect-src 'self' ${new URL(publicUrl).origin}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
  const page = fixedDocument({ load: () => PAGE, type: 'html' });
  docs.get('/docs', async (ctx) => {
    // after a slash at the end, the relative URLs of the page would point into /docs/docs
    if (ctx.path.endsWith('/')) {
      ctx.redirect('../docs');
      return;
    }
    ctx.set('Content-Security-Policy', policy);
    await page(ctx);
  });
  docs.get('/docs/show.js', fixedDocument({ load: () => SHOW, type: 'js' }));
  for (const file of FILES) {
    const readIt = () => readFile(join(getAbsoluteFSPath(), file));
    docs.get(
      `/docs/${file}`,
      fixedDocument({ load: readIt, type: extname(file), cacheControl: `public, max-age=${DAY_S}` }),
    );
  }
  return docs;
}
