import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { tryUrl } from '#src/http/try/try-state.ts';
import type { Phone } from '#src/simulator/phones/phone.ts';
import type { TryPageTexts } from '#src/texts/pages/try-page-texts.ts';

interface SaveView {
  texts: TryPageTexts;
  phones: readonly Phone[];
  /** What became of the last attempt, and the title that was typed. */
  result?: { isSaved: boolean; words: string; title: string };
}

/** Saves what was played as a conversation test. */
export function saveView({ texts, phones, result }: SaveView): VNode {
  const action = tryUrl(phones, '/try/save');
  return html`<form class="panel" id="save" method="post" action=${action} hx-post=${action} hx-swap="outerHTML">
    <h2>${texts.saveHeading}</h2>
    <p>${texts.saveAbout}</p>
    <label for="save-title">${texts.saveTitle}</label>
    <div class="row">
      <input id="save-title" name="title" required maxlength="80" value=${result?.isSaved ? '' : (result?.title ?? '')} />
      <button>${texts.save}</button>
    </div>
    <p role="status" class=${result && !result.isSaved ? 'problem' : undefined}>${result?.words}</p>
  </form>`;
}
