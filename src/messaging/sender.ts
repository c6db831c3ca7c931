export type Channel = 'sms' | 'whatsapp';

export interface OutboundMessage {
  outboxId: number;
  /** `+27821234567`, or `whatsapp:+27821234567`. */
  to: string;
  channel: Channel;
  messageType: string;
  body: string;
  /** After this instant it must not arrive any more. */
  expiresAt: Date | undefined;
}

/** What came of one attempt. `code` is the provider's own; `reason` never holds the body, a token or a phone number. */
export type SendOutcome =
  | { outcome: 'accepted'; providerSid: string }
  /** `failed`: never works for this message. `unreachableOnChannel`: nor on this channel, but perhaps on the other. */
  | { outcome: 'failed' | 'optedOut' | 'unreachableOnChannel'; code: string; reason: string }
  /** Nothing can be sent at all: the account or the sending number is wrong. */
  | { outcome: 'senderBroken'; code: string; reason: string }
  /** Surely not sent, and may work later. */
  | { outcome: 'retry'; code: string; reason: string; afterMs?: number }
  /** It may have been sent or not: to be looked up before anything else. */
  | { outcome: 'unknown'; code: string; reason: string };

export type LookUpOutcome =
  | { outcome: 'found'; providerSid: string }
  | { outcome: 'absent' }
  /** The provider could not be asked; nothing is known. */
  | { outcome: 'unavailable'; reason: string };

/** How texts leave. Neither method throws for anything that the provider or the network does. */
export interface Sender {
  send(message: OutboundMessage): Promise<SendOutcome>;
  /**
   * Whether a message that was attempted at `attemptedAt` did leave. `others`: the provider's ids of messages that are
   * known to be other ones, since two may have the same words.
   */
  lookUp(message: OutboundMessage, attemptedAt: Date, others?: ReadonlySet<string>): Promise<LookUpOutcome>;
}
