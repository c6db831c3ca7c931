import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { ScreenMessage } from '#src/simulator/phones/list-messages.ts';
import { DELIVERIES, type ReportedDelivery } from '#src/simulator/phones/report-delivery.ts';
import type { TryPageTexts } from '#src/texts/pages/try-page-texts.ts';

type FromWatch = Extract<ScreenMessage, { isOwn: false }>;

interface DeliveryView {
  texts: TryPageTexts;
  message: FromWatch;
  isHeldBack: boolean;
  /** Where the form goes. The page comes back from there. */
  action: string;
}

/** The state of a text. It opens a menu of what the phone can still do with the text, if there is anything. */
export function deliveryView({ texts, message, isHeldBack, action }: DeliveryView): VNode {
  const { sid, channel, deliveryStatus } = message;
  const state = isHeldBack ? texts.heldBack : texts.delivery(deliveryStatus);
  const words = channel === 'sms' ? `${texts.size(message)} · ${state}` : state;
  const choices = choicesFor(message);
  if (choices.length === 0) return html`<p class="quiet">${words}</p>`;
  return html`<details class="delivery">
    <summary>${words}</summary>
    <form method="post" action=${action} hx-post=${action} hx-swap="none">
      <input type="hidden" name="sid" value=${sid} />
      ${choices.map((each) => html`<button name="delivery" value=${each}>${texts.deliveries[each]}</button>`)}
      ${!isHeldBack && choices.includes('delivered') && html`<button name="delivery" value="late">${texts.deliverLate}</button>`}
    </form>
  </details>`;
}

/** A state only moves forward, and SMS knows no `read`. */
function choicesFor({ channel, deliveryStatus }: FromWatch): readonly ReportedDelivery[] {
  const canBeRead = channel === 'whatsapp';
  if (deliveryStatus === 'delivered') return canBeRead ? ['read'] : [];
  if (['undelivered', 'failed', 'read'].includes(deliveryStatus ?? '')) return [];
  return DELIVERIES.filter((each) => each !== 'read' || canBeRead);
}
