import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { PageTexts } from '#src/texts/pages/page-texts.ts';
import { type PhoneOnScreen, phoneView } from './phone-view.ts';
import { MOST_PHONES, type TryState } from './try-state.ts';

interface TryView {
  texts: PageTexts;
  state: TryState;
  screens: readonly PhoneOnScreen[];
  zone: string;
}

export function tryView({ texts: { try: texts, stale }, state, screens, zone }: TryView): VNode {
  const { phones, unreadable } = state;
  return html`<h1>${texts.title}</h1>
    <noscript><p class="quiet">${texts.withoutScript}</p></noscript>
    <p class="stale" id="stale" role="alert" data-words=${stale('{time}')} hidden></p>
    <div id="live" class="phones" data-live="/try/events" data-stale-bar="stale">
      ${screens.map((screen) => phoneView({ ...screen, texts, phones, zone }))}
      ${phones.length < MOST_PHONES && addPhone({ texts, phones, unreadable })}
    </div>`;
}

function addPhone({
  texts,
  phones,
  unreadable,
}: Pick<TryState, 'phones' | 'unreadable'> & { texts: PageTexts['try'] }) {
  const [wrong] = unreadable;
  return html`<form class="add-phone" method="get" action="/try">
    <h2>${texts.addPhone}</h2>
    ${phones.map(({ address }) => html`<input type="hidden" name="phone" value=${address} />`)}
    <label for="new-phone">${texts.numberOfPhone}</label>
    ${wrong !== undefined && html`<p class="problem" role="alert" id="new-phone-problem">${texts.notANumber({ typed: wrong })}</p>`}
    <div class="row">
      <input
        id="new-phone"
        name="phone"
        type="tel"
        value=${wrong ?? ''}
        autocomplete="off"
        placeholder="082 555 0134"
        aria-describedby=${wrong === undefined ? undefined : 'new-phone-problem'}
      />
      <button>${texts.add}</button>
    </div>
  </form>`;
}
