import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { Attachment } from '#src/messaging/inbox/inbound-message.ts';
import { formatZoned } from '#src/platform/zoned-time.ts';
import type { ScreenMessage } from '#src/simulator/phones/list-messages.ts';
import type { TryPageTexts } from '#src/texts/pages/try-page-texts.ts';
import { deliveryView } from './delivery-view.ts';

interface Frame {
  texts: TryPageTexts;
  zone: string;
  /** Where the form of a delivery state goes. */
  deliveryAction: string;
  isHeldBack: (sid: string) => boolean;
}

interface Messages extends Frame {
  messages: readonly ScreenMessage[];
}

/** The texts of one phone, oldest first, with a heading for each day. */
export function messagesView({ messages, ...frame }: Messages): VNode {
  const { texts, zone } = frame;
  if (messages.length === 0) return html`<p class="quiet">${texts.noMessages}</p>`;
  const dayOf = ({ at }: ScreenMessage) => formatZoned(at, zone, 'ccc d LLL');
  return html`<ol class="messages">
    ${messages.map((message, index) => {
      const day = dayOf(message);
      const previous = messages[index - 1];
      const isNewDay = previous === undefined || dayOf(previous) !== day;
      return html`${isNewDay && html`<li class="day" key=${`day-${message.id}`}>${day}</li>`}
      ${messageView(message, frame)}`;
    })}
  </ol>`;
}

function messageView(message: ScreenMessage, { texts, zone, deliveryAction, isHeldBack }: Frame): VNode {
  const time = formatZoned(message.at, zone, 'HH:mm');
  const held = !message.isOwn && isHeldBack(message.sid);
  return html`<li id=${message.id} key=${message.id} class=${classOf(message, held)}>
    <span class="visually-hidden">${message.isOwn ? texts.youWrote : texts.watchWrote}</span>
    ${message.isOwn && message.attachments.map((attachment) => attachmentView(attachment, texts))}
    <p class="words">${message.words}</p>
    <p class="quiet">
      <time datetime=${message.at.toISOString()}>${time}</time>
      ${` ${texts.channels[message.channel === 'whatsapp' ? 'whatsapp' : 'sms']}`}
    </p>
    ${!message.isOwn && deliveryView({ texts, message, isHeldBack: held, action: deliveryAction })}
  </li>`;
}

function classOf({ isOwn }: ScreenMessage, held: boolean): string {
  return `message${isOwn ? ' own' : ''}${held ? ' held' : ''}`;
}

/** A file is shown once the service has fetched it. */
function attachmentView({ kind, mediaId, latitude, longitude, label }: Attachment, texts: TryPageTexts): VNode {
  const name = texts.attachments[kind];
  if (kind === 'photo' && mediaId !== undefined) return html`<img src=${`/try/media/${mediaId}`} alt=${name} />`;
  if (kind === 'voice' && mediaId !== undefined)
    return html`<audio controls src=${`/try/media/${mediaId}`} aria-label=${name}></audio>`;
  const place = kind === 'place' ? ` ${latitude}, ${longitude}${label ? ` (${label})` : ''}` : '';
  return html`<p class="attachment">${name}${place}</p>`;
}
