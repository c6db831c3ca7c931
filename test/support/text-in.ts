import type { Services } from '#src/services.ts';

let sids = 0;

/** Receives a text and handles it. */
export async function textIn(services: Services, from: string, body: string): Promise<number> {
  sids += 1;
  const providerSid = `SM${String(sids).padStart(32, '0')}`;
  const channel = from.startsWith('whatsapp:') ? ('whatsapp' as const) : ('sms' as const);
  const raw = JSON.stringify({ From: from, Body: body });
  const inbound = { providerSid, from, to: '+27600000001', channel, body, attachments: [], raw };
  const { conversationId } = await services.inbox.receive(inbound);
  await services.conversations.advance(conversationId);
  return conversationId;
}
