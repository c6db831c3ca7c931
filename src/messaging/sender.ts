export type Channel = 'sms' | 'whatsapp';

export interface OutboundMessage {
  outboxId: number;
  /** `+27821234567`, or `whatsapp:+27821234567`. */
  to: string;
  channel: Channel;
  messageType: string;
  body: string;
  /** It must not arrive after this. */
  expiresAt: Date | undefined;
}

/** The outcome of one attempt. `code` is the provider's. `reason` never contains the body, a token or a phone number. */
export type SendOutcome =
  | { outcome: 'accepted'; providerSid: string }
  /** `failed`: this message will never be accepted. `unreachableOnChannel`: not on this channel, perhaps on the other. */
  | { outcome: 'failed' | 'optedOut' | 'unreachableOnChannel'; code: string; reason: string }
  /** No message can be sent, because the account or the sending number is wrong. */
  | { outcome: 'senderBroken'; code: string; reason: string }
  /** Certainly not sent. A later attempt may succeed. */
  | { outcome: 'retry'; code: string; reason: string; afterMs?: number }
  /** We do not know whether it was sent. It is looked up before another attempt. */
  | { outcome: 'unknown'; code: string; reason: string };

export type LookUpOutcome =
  | { outcome: 'found'; providerSid: string }
  | { outcome: 'absent' }
  /** The provider gave no answer. */
  | { outcome: 'unavailable'; reason: string };

/** Sends texts through a provider. Neither method throws because of the provider or the network. */
export interface Sender {
  send(message: OutboundMessage): Promise<SendOutcome>;
  /**
   * Whether a message that was attempted at `attemptedAt` was sent. `others`: provider ids that belong to other messages,
   * because two messages may have the same words.
   */
  lookUp(message: OutboundMessage, attemptedAt: Date, others?: ReadonlySet<string>): Promise<LookUpOutcome>;
}
