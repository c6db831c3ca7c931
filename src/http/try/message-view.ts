import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { formatZoned } from '#src/platform/zoned-time.ts';
import type { ScreenMessage } from '#src/simulator/phones/list-messages.ts';
import type { TryPageTexts } from '#src/texts/pages/try-page-texts.ts';

interface Messages {
  texts: TryPageTexts;
  messages: readonly ScreenMessage[];
  zone: string;
}

/** The texts of one phone, oldest first, with a heading for each day. */
export function messagesView({ texts, messages, zone }: Messages): VNode {
  if (messages.length === 0) return html`<p class="quiet">${texts.noMessages}</p>`;
  const dayOf = ({ at }: ScreenMessage) => formatZoned(at, zone, 'ccc d LLL');
  return html`<ol class="messages">
    ${messages.map((message, index) => {
      const day = dayOf(message);
      const previous = messages[index - 1];
      const isNewDay = previous === undefined || dayOf(previous) !== day;
      return html`${isNewDay && html`<li class="day" key=${`day-${message.id}`}>${day}</li>`}
      ${messageView({ texts, message, zone })}`;
    })}
  </ol>`;
}

function messageView({ texts, message, zone }: { texts: TryPageTexts; message: ScreenMessage; zone: string }): VNode {
  const time = formatZoned(message.at, zone, 'HH:mm');
  return html`<li id=${message.id} key=${message.id} class=${message.isOwn ? 'message own' : 'message'}>
    <span class="visually-hidden">${message.isOwn ? texts.youWrote : texts.watchWrote}</span>
    ${message.isOwn && message.attachments.map(({ kind }) => html`<p class="attachment">${texts.attachments[kind]}</p>`)}
    <p class="words">${message.words}</p>
    <p class="quiet">
      <time datetime=${message.at.toISOString()}>${time}</time>
      ${' '}${texts.channels[message.channel === 'whatsapp' ? 'whatsapp' : 'sms']}
      ${!message.isOwn && ` · ${texts.size(message)} · ${texts.delivery(message.deliveryStatus)}`}
    </p>
  </li>`;
}
