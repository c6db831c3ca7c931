import type { Ask } from '#src/asks/ask.ts';
import type { AsksOfMessages } from '#src/asks/list-asks-of-messages.ts';
import type { Inbound } from '#src/messaging/inbox/inbound.ts';
import type { Attachment } from '#src/messaging/inbox/inbound-message.ts';
import type { TextToReview } from '#src/messaging/inbox/texts-to-review.ts';
import type { Media } from '#src/messaging/media/media.ts';
import type { Outbound } from '#src/messaging/outbox/outbound.ts';
import type { ThreadItem } from '#src/messaging/thread/read-thread.ts';
import { toIso, toIsoOrNull } from '#src/platform/iso.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { eraseDigits } from '#src/volunteers/sign-in/end-code.ts';
import { presentAskOfMessage } from '../asks/present.ts';
import { mapUrl } from '../map-url.ts';
import { presentFile } from '../media/present.ts';

/** `hidesCodes`: the person has a valid code and may have texted it. `files`: the files of all texts on the page. */
export function presentItem(
  item: ThreadItem,
  { hidesCodes, files, asks }: { hidesCodes: boolean; files: readonly Media[]; asks: AsksOfMessages },
) {
  if (item.direction === 'out') return presentSent(item.message, asks.askedBy(item.message));
  const { text, channel } = item;
  return {
    direction: 'in' as const,
    id: text.inboxId,
    at: toIso(text.receivedAt),
    channel,
    words: hidesCodes ? eraseDigits(text.body) : text.body,
    media: presentMedia(text, files),
    is_handled: text.handledAt !== null,
    needs_person: text.needsPerson,
    seen_to_at: toIsoOrNull(text.seenToAt),
    answers: presentAskOfMessage(asks.answeredBy(text)),
  };
}

/** `ask`: the one whose question it asks. */
export function presentSent(message: Outbound, ask: Ask | undefined) {
  return {
    direction: 'out' as const,
    id: message.outboxId,
    at: toIso(message.createdAt),
    channel: message.channel,
    message_type: message.messageType,
    words: message.codeId === null ? message.payload : eraseDigits(message.payload),
    status: message.status,
    delivery_status: message.deliveryStatus,
    error: message.error,
    segments: message.segments,
    due_at: toIso(message.dueAt),
    sent_at: toIsoOrNull(message.sentAt),
    written_by: message.writtenBy,
    ask: presentAskOfMessage(ask),
  };
}

export function presentNeedsPerson(
  { text, identity, channel }: TextToReview,
  { user, hidesCodes, files }: { user: User | undefined; hidesCodes: boolean; files: readonly Media[] },
) {
  return {
    id: text.inboxId,
    conversation_id: text.conversationId,
    user: presentSender(user),
    phone: identity,
    channel,
    words: hidesCodes ? eraseDigits(text.body) : text.body,
    media: presentMedia(text, files),
    received_at: toIso(text.receivedAt),
    reason: text.needsPersonReason,
    seen_to_at: toIsoOrNull(text.seenToAt),
    seen_to_by: text.seenToBy,
  };
}

export function presentSender(user: User | undefined) {
  return user ? { id: user.userId, name: user.name, status: user.status } : null;
}

function presentMedia({ inboxId, media }: Inbound, files: readonly Media[]) {
  const attachments: Attachment[] = JSON.parse(media);
  return attachments.map(({ kind, contentType, latitude = null, longitude = null, label, address }, position) => {
    const file = files.find((each) => each.inboxId === inboxId && each.position === position);
    return {
      kind,
      type: contentType ?? null,
      file: file ? presentFile(file) : null,
      latitude,
      longitude,
      label: label ?? null,
      address: address ?? null,
      map_url: mapUrl({ latitude, longitude }),
    };
  });
}
