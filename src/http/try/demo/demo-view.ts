import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { tryUrl } from '#src/http/try/try-state.ts';
import type { Phone } from '#src/simulator/phones/phone.ts';
import type { TryPageTexts } from '#src/texts/pages/try-page-texts.ts';

/** One button fills an empty watch with people, shifts and cases. `problem`: why it could not. */
export function demoView({
  texts,
  phones,
  problem,
}: {
  texts: TryPageTexts;
  phones: readonly Phone[];
  problem?: string;
}): VNode {
  return html`<form class="panel" id="demo" method="post" action=${tryUrl(phones, '/try/demo')}>
    <h2>${texts.demoHeading}</h2>
    <p>${texts.demoAbout}</p>
    <button>${texts.loadDemo}</button>
    ${problem && html`<p class="problem" role="alert">${problem}</p>`}
  </form>`;
}
