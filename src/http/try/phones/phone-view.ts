import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { type ShownPhone, tryUrl, withChannel, withInspector, without } from '#src/http/try/try-state.ts';
import type { ScreenMessage } from '#src/simulator/phones/list-messages.ts';
import type { Phone } from '#src/simulator/phones/phone.ts';
import type { TryPageTexts } from '#src/texts/pages/try-page-texts.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { composerId, composerView } from './composer-view.ts';
import { messagesView } from './message-view.ts';

export interface PhoneOnScreen {
  phone: ShownPhone;
  /** The number as people of the watch's country write it. */
  shownNumber: string;
  /** Whoever has this number in the watch. */
  owner: User | undefined;
  messages: readonly ScreenMessage[];
}

interface PhoneView extends PhoneOnScreen {
  texts: TryPageTexts;
  /** All phones on the page. */
  phones: readonly ShownPhone[];
  zone: string;
  /** Whether the network holds this message back. */
  isHeldBack: (sid: string) => boolean;
}

/** One phone: the part that is kept live, and the composer, which must keep what is typed. */
export function phoneView(view: PhoneView): VNode {
  const { texts, phone, phones } = view;
  const live = `${tryUrl(phones, '/try/phone')}&${new URLSearchParams({ shown: phone.number })}`;
  return html`<section class="phone" aria-labelledby=${headingId(phone)} data-channel=${phone.channel}>
    <div class="live" hx-get=${live} hx-trigger="refresh from:#live" hx-swap="innerMorph">${phoneBody(view)}</div>
    ${composerView({ texts, phone, phones })}
  </section>`;
}

/** What changes by itself: who it is, and the texts. */
export function phoneBody({ texts, phone, phones, shownNumber, owner, messages, zone, isHeldBack }: PhoneView): VNode {
  const id = headingId(phone);
  const deliveryAction = tryUrl(phones, '/try/delivery');
  return html`<header>
      <h2 id=${id}>
        ${owner?.name ?? texts.nobodyYet}${' '}
        <span class="number">${owner?.isCoordinator ? texts.coordinatorAt({ shownNumber }) : shownNumber}</span>
      </h2>
      <nav aria-label=${texts.channelOf(phone)}>
        ${(['sms', 'whatsapp'] as const).map(
          (channel) => html`<a
            href=${tryUrl(withChannel(phones, phone, channel))}
            aria-current=${channel === phone.channel ? 'true' : undefined}
            >${texts.channels[channel]}</a
          >`,
        )}
        ${inspectorLink(texts, { phone, phones, shownNumber })}
        ${phones.length > 1 && html`<a href=${tryUrl(without(phones, phone))} aria-label=${texts.removePhone(phone)}>×</a>`}
      </nav>
      <a class="skip" href=${`#${composerId(phone)}`}>${texts.skipTexts}</a>
    </header>
    <div id=${`screen-${phone.number.slice(1)}`} class="screen" role="log" aria-labelledby=${id} tabindex="0">
      ${messagesView({ texts, messages, zone, deliveryAction, isHeldBack })}
    </div>`;
}

function inspectorLink(
  texts: TryPageTexts,
  { phone, phones, shownNumber }: Pick<PhoneView, 'phone' | 'phones' | 'shownNumber'>,
): VNode {
  const isOpen = phone.inspector !== undefined;
  return html`<a
    href=${tryUrl(withInspector(phones, phone, isOpen ? undefined : 'lastText'))}
    aria-label=${isOpen ? texts.closeInspector({ shownNumber }) : texts.openInspector({ shownNumber })}
    aria-current=${isOpen ? 'true' : undefined}
    >${texts.inspect}</a
  >`;
}

function headingId({ number }: Phone): string {
  return `phone-${number.slice(1)}`;
}
