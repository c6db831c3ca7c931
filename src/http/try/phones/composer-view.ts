import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { type ShownPhone, tryUrl } from '#src/http/try/try-state.ts';
import type { Phone } from '#src/simulator/phones/phone.ts';
import type { TryPageTexts } from '#src/texts/pages/try-page-texts.ts';

interface Composer {
  texts: TryPageTexts;
  phone: Phone;
  phones: readonly ShownPhone[];
}

/** Where a person types. After a text was sent, the answer is an empty one. */
export function composerView({ texts, phone, phones }: Composer): VNode {
  const id = composerId(phone);
  const problemId = composerProblemId(phone);
  return html`<form
    class="composer"
    method="post"
    action=${tryUrl(phones, '/try/texts')}
    enctype="multipart/form-data"
    hx-post=${tryUrl(phones, '/try/texts')}
    hx-encoding="multipart/form-data"
    hx-swap="outerHTML"
  >
    <div role="alert" id=${problemId}></div>
    <input type="hidden" name="from" value=${phone.address} />
    <label class="visually-hidden" for=${id}>${texts.textFrom(phone)}</label>
    <div class="row">
      <input
        id=${id}
        name="words"
        autocomplete="off"
        placeholder=${texts.typeHere}
        aria-describedby=${problemId}
      />
      <button class="primary">${texts.send}</button>
    </div>
    <details class="attach">
      <summary>${texts.attach}</summary>
      ${attachView(texts, id)}
    </details>
  </form>`;
}

/** The id of the field in which the words of this phone are typed. */
export function composerId({ number }: Phone): string {
  return `text-${number.slice(1)}`;
}

/** Where the composer says why a text was not sent. */
export function composerProblemId(phone: Phone): string {
  return `${composerId(phone)}-problem`;
}

/** A photo, a voice note or a location. Without a file of their own, people send a sample. */
function attachView(texts: TryPageTexts, id: string): VNode {
  const kinds = ['photo', 'voice', 'place'] as const;
  return html`<label for=${`${id}-kind`}>${texts.attachWhat}</label>
    <select id=${`${id}-kind`} name="attach">
      <option value="">${texts.attachNothing}</option>
      ${kinds.map((kind) => html`<option value=${kind}>${texts.attachments[kind]}</option>`)}
    </select>
    <label for=${`${id}-file`}>${texts.ownFile}</label>
    <input id=${`${id}-file`} type="file" name="file" accept="image/*,audio/*" />
    <label for=${`${id}-place`}>${texts.whichPlace}</label>
    <input id=${`${id}-place`} name="place" value=${SOMEWHERE} />`;
}

/** Cape Town. */
const SOMEWHERE = '-33.92487, 18.42406';
