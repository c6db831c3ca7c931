import type { InboundMessage } from '#src/messaging/inbox/inbound-message.ts';

/** An inbound text that the provider still lists. */
export interface ArchivedText {
  providerSid: string;
  from: string;
  to: string;
  body: string;
  /** When the provider received it. */
  at: Date;
  /** The number of its files. */
  files: number;
}

/** An outbound text that the provider still lists. It was sent, whether or not it was delivered. */
export interface SentText {
  providerSid: string;
  to: string;
  body: string;
  at: Date;
}

export interface Unavailable {
  outcome: 'unavailable';
  reason: string;
}

/** The list of messages in both directions that a provider keeps. No method throws because of the provider or the network. */
export interface Archive {
  /** Messages since that instant, oldest first. `numbers`: our numbers besides those in the settings. */
  list(
    since: Date,
    numbers: ReadonlySet<string>,
  ): Promise<{ outcome: 'listed'; received: ArchivedText[]; sent: SentText[] } | Unavailable>;
  /** The text as the webhook would have delivered it, with the addresses of its files. */
  fetch(text: ArchivedText): Promise<{ outcome: 'fetched'; inbound: InboundMessage } | Unavailable>;
}
