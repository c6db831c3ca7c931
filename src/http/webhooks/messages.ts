import { inboundOf } from '#src/messaging/twilio/inbound.ts';
import type { HttpMiddleware } from '../context.ts';
import { Problem } from '../problem.ts';
import { EMPTY_TWIML } from '../twiml.ts';

/**
 * Accepts a text. It is stored when this answers, and not conversed about: the answers leave through the outbox. Where it
 * can't be stored Twilio is told 503, so that it comes again with the same MessageSid.
 */
export const acceptMessage: HttpMiddleware = async (ctx) => {
  const { inbox, conversations } = ctx.services;
  const inbound = inboundOf(ctx.state.form);
  if (!inbound) throw new Problem('form_incomplete', 'MessageSid and From are required.');
  const { conversationId } = await inbox.receive(inbound).catch((thrown: unknown) => {
    throw new Problem('not_stored', 'The text could not be stored. Send it again.', { cause: thrown });
  });
  void conversations.advance(conversationId);
  ctx.type = 'text/xml';
  ctx.body = EMPTY_TWIML;
};
