import type { BroadcastPlan } from '#src/actions/messages/broadcast.ts';

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
