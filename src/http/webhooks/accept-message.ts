import { Problem } from '#src/http/framework/problem.ts';
import { parseInbound } from '#src/messaging/twilio/parse-inbound.ts';
import { maskPhone } from '#src/platform/log.ts';
import type { Webhook } from './from-twilio.ts';
import { EMPTY_TWIML } from './twiml.ts';

/**
 * Stores a text before it answers. The conversation runs afterwards, and its replies leave through the outbox. If the text
 * cannot be stored, a 503 makes Twilio send it again with the same MessageSid.
 */
export const acceptMessage: Webhook = async (ctx, form) => {
  const { inbox, conversations, journal, log } = ctx.services;
  const inbound = parseInbound(form);
  if (!inbound) throw new Problem('form_incomplete', 'MessageSid and From are required.');
  const { inboxId, conversationId, isNew } = await inbox
    .receive(inbound, { isTried: true })
    .catch((thrown: unknown) => {
      throw new Problem('not_stored', 'The text could not be stored. Send it again.', { cause: thrown });
    });
  if (isNew) journal?.noteText(inbound);
  const { providerSid, channel, from } = inbound;
  const ids = { cause: `inbox:${inboxId}`, inboxId, conversationId, providerSid };
  log.info({ ...ids, channel, from: maskPhone(from), isNew }, 'text in');
  void conversations.advance(conversationId, isNew ? inboxId : undefined);
  ctx.type = 'text/xml';
  ctx.body = EMPTY_TWIML;
};
