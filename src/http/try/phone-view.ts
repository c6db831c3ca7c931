import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { ScreenMessage } from '#src/simulator/phones/list-messages.ts';
import type { Phone } from '#src/simulator/phones/phone.ts';
import type { TryPageTexts } from '#src/texts/pages/try-page-texts.ts';
import { composerView } from './composer-view.ts';
import { messagesView } from './message-view.ts';
import { tryUrl, withChannel, without } from './try-state.ts';

export interface PhoneOnScreen {
  phone: Phone;
  /** The number as people of the watch's country write it. */
  shownNumber: string;
  /** The name of its owner, if the watch knows it. */
  name: string | undefined;
  messages: readonly ScreenMessage[];
}

interface PhoneView extends PhoneOnScreen {
  texts: TryPageTexts;
  phones: readonly Phone[];
  zone: string;
}

export function phoneView({ texts, phone, phones, shownNumber, name, messages, zone }: PhoneView): VNode {
  const id = `phone-${phone.number.slice(1)}`;
  return html`<section class="phone" aria-labelledby=${id} data-channel=${phone.channel}>
    <header>
      <h2 id=${id}>${name ?? texts.nobodyYet} <span class="number">${shownNumber}</span></h2>
      <nav aria-label=${texts.channelOf(phone)}>
        ${(['sms', 'whatsapp'] as const).map(
          (channel) => html`<a
            href=${tryUrl(withChannel(phones, phone, channel))}
            aria-current=${channel === phone.channel ? 'true' : undefined}
            >${texts.channels[channel]}</a
          >`,
        )}
        <a href=${tryUrl(without(phones, phone))} aria-label=${texts.removePhone(phone)}>×</a>
      </nav>
    </header>
    <div
      class="screen"
      role="log"
      aria-labelledby=${id}
      tabindex="0"
      data-stay-at-end
      hx-get=${tryUrl([phone], '/try/messages')}
      hx-trigger="refresh from:#live"
      hx-swap="innerMorph"
    >
      ${messagesView({ texts, messages, zone })}
    </div>
    ${composerView({ texts, phone, phones })}
  </section>`;
}
