import { Problem } from '#src/http/framework/problem.ts';
import { parseInbound } from '#src/messaging/twilio/parse-inbound.ts';
import { maskPhone } from '#src/platform/log.ts';
import type { Webhook } from './from-twilio.ts';
import { EMPTY_TWIML } from './twiml.ts';

/**
 * Accepts a text. It is stored when this answers, and not conversed about: the answers leave through the outbox. Where it
 * can't be stored Twilio is told 503, so that it comes again with the same MessageSid.
 */
export const acceptMessage: Webhook = async (ctx, form) => {
  const { inbox, conversations, log } = ctx.services;
  const inbound = parseInbound(form);
  if (!inbound) throw new Problem('form_incomplete', 'MessageSid and From are required.');
  const { inboxId, conversationId, isNew } = await inbox
    .receive(inbound, { isTried: true })
    .catch((thrown: unknown) => {
      throw new Problem('not_stored', 'The text could not be stored. Send it again.', { cause: thrown });
    });
  const { providerSid, channel, from } = inbound;
  const ids = { cause: `inbox:${inboxId}`, inboxId, conversationId, providerSid };
  log.info({ ...ids, channel, from: maskPhone(from), isNew }, 'text in');
  void conversations.advance(conversationId, isNew ? inboxId : undefined);
  ctx.type = 'text/xml';
  ctx.body = EMPTY_TWIML;
};
