import type { Channel } from '#src/messaging/sender.ts';

type MediaKind = 'photo' | 'voice' | 'place';

/** What came beside or instead of words. Files by address and type; a place by its coordinates. */
export interface Attachment {
  kind: MediaKind;
  url?: string;
  /** As the provider declared it. */
  contentType?: string;
  /** Under which the file is kept here; known once the text lies in the inbox. */
  mediaId?: number;
  latitude?: number;
  longitude?: number;
}

/** One text as the provider handed it over, ready to be kept. */
export interface InboundMessage {
  providerSid: string;
  /** An opaque address: `+27821234567`, `whatsapp:+27821234567`, a short code, a name. */
  from: string;
  to: string;
  channel: Channel;
  /** Cleaned; may be empty. */
  body: string;
  attachments: Attachment[];
  /** The whole form as JSON. NUL and lone surrogates are escaped in it: for a text column, not for jsonb. */
  raw: string;
  /** When the provider got it, where that is not now: it was fetched from the provider's list. */
  receivedAt?: Date;
  /** What the provider itself took the text for, where it says so. */
  optOutType?: OptOutType;
}

export type OptOutType = 'STOP' | 'START' | 'HELP';
