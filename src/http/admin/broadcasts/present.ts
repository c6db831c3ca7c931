import type { BroadcastPlan } from '#src/actions/messages/broadcast.ts';
import type { Broadcast } from '#src/messaging/outbox/broadcasts.ts';
import { toIso } from '#src/platform/iso.ts';

export function presentBroadcast({ broadcastId, createdAt, writtenBy, audience, body }: Broadcast) {
  return { id: broadcastId, at: toIso(createdAt), written_by: writtenBy, audience, body };
}

export function presentPlan({ text, recipients, onWhatsapp, optedOut, segments, segmentsTotal }: BroadcastPlan) {
  return {
    text,
    recipients: recipients.length,
    on_whatsapp: onWhatsapp,
    opted_out: optedOut,
    segments,
    segments_total: segmentsTotal,
  };
}
