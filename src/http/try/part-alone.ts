import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { Phone } from '#src/simulator/phones/phone.ts';
import type { TryPageTexts } from '#src/texts/pages/try-page-texts.ts';
import { tryUrl } from './try-state.ts';

/** One part of the page as a page of its own, for a browser without scripts, with the way back. */
export function partAlone(texts: TryPageTexts, part: VNode, phones: readonly Phone[]): VNode {
  return html`<h1>${texts.title}</h1>
    ${part}
    <p><a href=${tryUrl(phones)}>${texts.backToPhones}</a></p>`;
}
