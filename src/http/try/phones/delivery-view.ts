import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { ScreenMessage } from '#src/simulator/phones/list-messages.ts';
import { DELIVERIES } from '#src/simulator/phones/report-delivery.ts';
import type { TryPageTexts } from '#src/texts/pages/try-page-texts.ts';

type FromWatch = Extract<ScreenMessage, { isOwn: false }>;

interface DeliveryView {
  texts: TryPageTexts;
  message: FromWatch;
  isHeldBack: boolean;
  /** Where the form goes. The page comes back from there. */
  action: string;
}

/** The state of a text, which opens a menu of what the phone can do with it. SMS knows no `read`. */
export function deliveryView({ texts, message, isHeldBack, action }: DeliveryView): VNode {
  const { sid, channel, deliveryStatus } = message;
  const isSettled = ['delivered', 'undelivered', 'failed', 'read'].includes(deliveryStatus ?? '');
  const choices = DELIVERIES.filter((each) => each !== 'read' || channel === 'whatsapp');
  return html`<details class="delivery">
    <summary>
      ${channel === 'sms' && `${texts.size(message)} · `}${isHeldBack ? texts.heldBack : texts.delivery(deliveryStatus)}
    </summary>
    <form method="post" action=${action} hx-post=${action} hx-swap="none">
      <input type="hidden" name="sid" value=${sid} />
      ${choices.map((each) => html`<button name="delivery" value=${each}>${texts.deliveries[each]}</button>`)}
      ${!isSettled && !isHeldBack && html`<button name="delivery" value="late">${texts.deliverLate}</button>`}
    </form>
  </details>`;
}
