import type { InboundMessage } from '#src/messaging/inbox/inbound-message.ts';

/** A text to us that the provider still lists. */
export interface ArchivedText {
  providerSid: string;
  from: string;
  to: string;
  body: string;
  /** When the provider got it. */
  at: Date;
  /** How many files came with it. */
  files: number;
}

/** A text of ours that the provider still lists: it left, whatever became of it. */
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

/** What a provider has kept of both directions. No method throws for anything that the provider or the network does. */
export interface Archive {
  /** Since that instant, oldest first. `numbers`: those that texts to us were sent to, beside the ones of the settings. */
  list(
    since: Date,
    numbers: ReadonlySet<string>,
  ): Promise<{ outcome: 'listed'; received: ArchivedText[]; sent: SentText[] } | Unavailable>;
  /** The text as it would have been handed over, with the addresses of its files. */
  fetch(text: ArchivedText): Promise<{ outcome: 'fetched'; inbound: InboundMessage } | Unavailable>;
}
