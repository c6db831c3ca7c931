import type { MessageListInstanceCreateOptions } from 'twilio/lib/rest/api/v2010/account/message.js';
import { SECOND } from '#src/platform/duration.ts';
import type { OutboundMessage, SendOutcome } from '../sender.ts';

export interface Senders {
  smsFrom?: string | undefined;
  whatsappFrom?: string | undefined;
  messagingServiceSid?: string | undefined;
  /** Without a final slash. */
  publicUrl: string;
}

export type MessageRequest = { request: MessageListInstanceCreateOptions } | { refused: SendOutcome };

/** Twilio accepts 1 to 36,000 seconds. */
const LONGEST_VALIDITY = 36_000;

/** The request to Twilio, or the outcome if there can be none. */
export function messageRequest(senders: Senders, message: OutboundMessage, now: Date): MessageRequest {
  const sender = senderFor(senders, message);
  if (!sender) {
    return refused('unreachableOnChannel', 'noSender', `no sender is configured for ${message.channel}`);
  }
  const validityPeriod = validitySeconds(message.expiresAt, now);
  if (validityPeriod !== undefined && validityPeriod < 1)
    return refused('failed', 'expired', 'too late to arrive in time');
  return {
    request: {
      to: message.to,
      ...sender,
      body: message.body,
      statusCallback: `${senders.publicUrl}/webhooks/twilio/status?outbox=${message.outboxId}`,
      ...(validityPeriod !== undefined && { validityPeriod }),
    },
  };
}

function senderFor(senders: Senders, { channel }: OutboundMessage) {
  if (channel === 'whatsapp') return senders.whatsappFrom ? { from: senders.whatsappFrom } : undefined;
  if (senders.messagingServiceSid) return { messagingServiceSid: senders.messagingServiceSid };
  return senders.smsFrom ? { from: senders.smsFrom } : undefined;
}

function validitySeconds(expiresAt: Date | undefined, now: Date): number | undefined {
  if (!expiresAt) return undefined;
  return Math.min(LONGEST_VALIDITY, Math.floor((expiresAt.getTime() - now.getTime()) / SECOND));
}

function refused(outcome: 'failed' | 'unreachableOnChannel', code: string, reason: string): MessageRequest {
  return { refused: { outcome, code, reason } };
}
