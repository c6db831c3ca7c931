import type { Channel } from '#src/messaging/sender.ts';

type MediaKind = 'photo' | 'voice' | 'place';

/** What came with the words or instead of them: a file (its address and type) or a place (its coordinates). */
export interface Attachment {
  kind: MediaKind;
  url?: string;
  /** As declared by the provider. */
  contentType?: string;
  /** Our id of the file. Known once the text is in the inbox. */
  mediaId?: number;
  latitude?: number;
  longitude?: number;
  /** The name of a place, and its address, in one line each. */
  label?: string;
  address?: string;
}

/** A text as the provider delivered it, ready to be stored. */
export interface InboundMessage {
  providerSid: string;
  /** An opaque address: `+27821234567`, `whatsapp:+27821234567`, a short code, a name. */
  from: string;
  to: string;
  channel: Channel;
  /** Cleaned; may be empty. */
  body: string;
  attachments: Attachment[];
  /** Files whose words are in the body. */
  readFiles?: Attachment[];
  /** The whole form as JSON, in which NUL and lone surrogates are escaped. It fits a text column, not jsonb. */
  raw: string;
  /** When the provider received it. Set if it was fetched from the provider's list. */
  receivedAt?: Date;
  /** Set if the provider itself understood the text as an opt-out or the like. */
  optOutType?: OptOutType;
}

export type OptOutType = 'STOP' | 'START' | 'HELP';
