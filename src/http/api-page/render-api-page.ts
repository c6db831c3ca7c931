import { html } from 'htm/preact';
import { renderToString } from 'preact-render-to-string';
import { assetUrl } from '#src/http/pages/assets.ts';
import { pageTextsFor } from '#src/texts/pages/page-texts-for.ts';
import type { ApiDocument } from './api-document.ts';
import { apiView } from './api-view.ts';

/** The whole page as HTML. It is the same for everybody, in the language of the document, and runs no script. */
export function renderApiPage(document: ApiDocument): string {
  const texts = pageTextsFor(['en']);
  const page = html`<html lang=${texts.language} data-theme="auto">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>${texts.api.title} - ${document.info.title}</title>
      <link rel="stylesheet" href=${assetUrl('site.css')} />
      <link rel="icon" type="image/svg+xml" href=${assetUrl('icon.svg')} />
    </head>
    <body>
      <a class="skip" href="#main">${texts.skipToContent}</a>
      <main id="main" tabindex="-1">${apiView(document, texts.api)}</main>
    </body>
  </html>`;
  return `<!doctype html>\n${renderToString(page)}\n`;
}
