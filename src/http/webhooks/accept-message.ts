import { setTimeout as wait } from 'node:timers/promises';
import { Problem } from '#src/http/framework/problem.ts';
import { readTextFiles } from '#src/messaging/media/read-text-files.ts';
import { parseInbound } from '#src/messaging/twilio/parse-inbound.ts';
import { maskPhone } from '#src/platform/log.ts';
import type { Webhook } from './from-twilio.ts';
import { EMPTY_TWIML } from './twiml.ts';

/**
 * Stores a text before it answers, with the words that came as a file. The conversation runs afterwards, and its replies leave through the outbox. If the text
 * cannot be stored, a 503 makes Twilio send it again with the same MessageSid.
 */
export const acceptMessage: Webhook = async (ctx, form) => {
  const { inbox, mediaSource, conversations, journal, log } = ctx.services;
  const parsed = parseInbound(form);
  if (!parsed) throw new Problem('form_incomplete', 'MessageSid and From are required.');
  const inbound = await readTextFiles(mediaSource, parsed, wait);
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
