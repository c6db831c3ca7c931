import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
// the package itself would load the scripts that are for browsers, some 10 MB of them
import getAbsoluteFSPath from 'swagger-ui-dist/absolute-path.js';
import { type AppRouter, createRouter } from '#src/http/framework/create-router.ts';

/** What the viewer needs, and nothing else of its package. */
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

/** `/docs` shows `/openapi.json`, with everything from this machine. */
export function docsRoutes(publicUrl: string): AppRouter {
  const docs = createRouter();
  // the viewer writes style attributes and data: pictures; it may call us, where it was read or where the world finds us
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
  docs.get('/docs', (ctx) => {
    // with a slash at its end everything that the page names would be looked for a folder too deep
    if (ctx.path.endsWith('/')) {
      ctx.redirect('../docs');
      return;
    }
    ctx.set('Content-Security-Policy', policy);
    ctx.type = 'html';
    ctx.body = PAGE;
  });
  docs.get('/docs/show.js', (ctx) => {
    ctx.type = 'js';
    ctx.body = SHOW;
  });
  for (const file of FILES) {
    docs.get(`/docs/${file}`, async (ctx) => {
      ctx.set('Cache-Control', `public, max-age=${DAY_S}`);
      ctx.type = extname(file);
      ctx.body = await readFile(join(getAbsoluteFSPath(), file));
    });
  }
  return docs;
}
