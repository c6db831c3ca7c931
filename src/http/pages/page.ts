import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { HttpCall } from '#src/http/framework/context.ts';
import type { PageTexts } from '#src/texts/pages/page-texts.ts';
import { type AssetName, assetUrl } from './assets.ts';
import { type Theme, themeOf } from './theme.ts';
import { themeMenu } from './theme-menu.ts';

export interface Page {
  /** The name of this page, without the name of the watch. */
  title: string;
  texts: PageTexts;
  /** The content of `<main>`. */
  main: VNode;
  /** The content of the header, beside the name of the watch and the menu of themes. */
  header?: VNode;
  scripts?: readonly AssetName[];
  status?: number;
}

/** Answers with a whole HTML document. */
export function answerWithPage(ctx: HttpCall, page: Page): void {
  const { WATCH_NAME } = ctx.services.config;
  const frame = { watchName: WATCH_NAME, theme: themeOf(ctx), path: ctx.url };
  answerWithHtml(ctx, `<!doctype html>\n${renderToString(documentOf(page, frame))}\n`, page.status);
}

/** Answers with one part of a page, to replace the one that the browser shows. */
export function answerWithFragment(ctx: HttpCall, fragment: VNode, status = 200): void {
  answerWithHtml(ctx, renderToString(fragment), status);
}

/** Where htmx shows why a form was refused. Each page has it. */
export const PROBLEM_ID = 'problem';

/** Whether htmx asks for a part of the page. Without a script, the browser asks for the page. */
export function wantsFragment(ctx: Pick<HttpCall, 'get'>): boolean {
  return ctx.get('HX-Request') === 'true';
}

function answerWithHtml(ctx: HttpCall, text: string, status = 200): void {
  ctx.status = status;
  ctx.type = 'html';
  ctx.vary('HX-Request');
  ctx.body = text;
}

interface Frame {
  watchName: string;
  theme: Theme;
  /** Path and query of this page. */
  path: string;
}

/** htmx adds no styles of its own. What a person has opened (`<details open>`) stays open while a part is refreshed. */
const HTMX_SETTINGS = JSON.stringify({ includeIndicatorCSS: false, morphIgnore: ['data-htmx-powered', 'open'] });

function documentOf({ title, texts, main, header, scripts = [] }: Page, { watchName, theme, path }: Frame): VNode {
  return html`<html lang=${texts.language} data-theme=${theme}>
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content=${COLOR_SCHEMES[theme]} />
      <meta name="htmx-config" content=${HTMX_SETTINGS} />
      <title>${title} - ${watchName}</title>
      <link rel="stylesheet" href=${assetUrl('site.css')} />
      <link rel="icon" type="image/svg+xml" href=${assetUrl('icon.svg')} />
      ${scripts.map((name) => html`<script src=${assetUrl(name)} defer></script>`)}
    </head>
    <body>
      <a class="skip" href="#main">${texts.skipToContent}</a>
      <header class="site">
        <strong class="watch-name">${watchName}</strong>
        ${header}
        ${themeMenu({ texts, theme, path })}
      </header>
      <main id="main" tabindex="-1">
        <div id=${PROBLEM_ID} role="alert" data-no-answer=${texts.noAnswer}></div>
        ${main}
      </main>
    </body>
  </html>`;
}

const COLOR_SCHEMES: Record<Theme, string> = { auto: 'light dark', light: 'light', dark: 'dark', night: 'dark' };
