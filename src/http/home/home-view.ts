import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { PageTexts } from '#src/texts/pages/page-texts.ts';

interface Home {
  texts: PageTexts;
  watchName: string;
  /** Whether `/try` exists. */
  hasSimulator: boolean;
}

export function homeView({ texts: { home }, watchName, hasSimulator }: Home): VNode {
  return html`<div class="narrow">
    <h1>${watchName}</h1>
    <p>${home.about({ watchName })}</p>
    <ul class="ways">
      ${hasSimulator && way({ href: '/try', name: home.toTry, about: home.aboutTry })}
      ${way({ href: '/docs', name: home.toApi, about: home.aboutApi })}
    </ul>
  </div>`;
}

function way({ href, name, about }: { href: string; name: string; about: string }): VNode {
  return html`<li>
    <a href=${href}>${name}</a>
    <p>${about}</p>
  </li>`;
}
