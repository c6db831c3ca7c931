import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { demoView } from '#src/http/try/demo/demo-view.ts';
import { type PhoneOnScreen, phoneView } from '#src/http/try/phones/phone-view.ts';
import { saveView } from '#src/http/try/recording/save-view.ts';
import type { PageTexts } from '#src/texts/pages/page-texts.ts';
import { formatPhone } from '#src/volunteers/numbers/phone-number.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { MOST_PHONES, type TryState } from './try-state.ts';

interface TryView {
  texts: PageTexts;
  state: TryState;
  screens: readonly PhoneOnScreen[];
  /** People whose phone can be added. */
  people: readonly User[];
  zone: string;
  region: string;
  isHeldBack: (sid: string) => boolean;
  /** The open inspectors, by the number of their phone. */
  inspectors: ReadonlyMap<string, VNode>;
  clock: VNode;
}

export function tryView({
  texts: { try: texts, stale },
  state,
  screens,
  people,
  zone,
  region,
  isHeldBack,
  inspectors,
  clock,
}: TryView): VNode {
  const { phones } = state;
  return html`<a class="skip" href="#live">${texts.skipToPhones}</a>
    <h1>${texts.title}</h1>
    <p>${texts.about}</p>
    <details class="steps">
      <summary>${texts.firstSteps.heading}</summary>
      <ol>
        ${texts.firstSteps.steps.map((step) => html`<li>${step}</li>`)}
      </ol>
    </details>
    <noscript><p class="quiet">${texts.withoutScript}</p></noscript>
    <p class="stale" id="stale" role="alert" data-words=${stale('{time}')} hidden></p>
    ${clock}
    <div id="live" class="phones" tabindex="-1" data-live="/try/events" data-stale-bar="stale">
      ${screens.map((screen) => [
        phoneView({ ...screen, texts, phones, zone, isHeldBack }),
        inspectors.get(screen.phone.number),
      ])}
      ${phones.length < MOST_PHONES && addPhone({ texts, state, people, region })}
    </div>
    <div class="panels">${saveView({ texts, phones })} ${people.length === 0 && demoView({ texts, phones })}</div>`;
}

interface AddPhone extends Pick<TryView, 'state' | 'people' | 'region'> {
  texts: PageTexts['try'];
}

/** Takes any number, and suggests those of the people of the watch. */
function addPhone({ texts, state: { phones, unreadable }, people, region }: AddPhone): VNode {
  const [wrong] = unreadable;
  const suggested = people.filter(({ phone }) => !phones.some(({ number }) => number === phone));
  return html`<form class="add-phone" method="get" action="/try">
    <h2>${texts.addPhone}</h2>
    ${phones.map(({ address }) => html`<input type="hidden" name="phone" value=${address} />`)}
    ${phones.map(({ number, inspector }) => inspector && html`<input type="hidden" name="inspect" value=${number} />`)}
    <label for="new-phone">${texts.numberOfPhone}</label>
    ${wrong !== undefined && html`<p class="problem" role="alert" id="new-phone-problem">${texts.notANumber({ typed: wrong })}</p>`}
    <div class="row">
      <input
        id="new-phone"
        name="phone"
        list="people"
        value=${wrong ?? ''}
        autocomplete="off"
        placeholder="082 555 0134"
        aria-describedby=${wrong === undefined ? undefined : 'new-phone-problem'}
      />
      <button>${texts.add}</button>
    </div>
    <datalist id="people">
      ${suggested.map(
        ({ phone, name, isCoordinator }) =>
          html`<option value=${formatPhone(phone ?? '', region)}>${isCoordinator ? texts.coordinator({ name }) : name}</option>`,
      )}
    </datalist>
  </form>`;
}
