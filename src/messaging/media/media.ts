import { BaseModel } from '#src/db/base-model.ts';

/**
 * queued → claimed → kept or failed. After an attempt that errored, the file is `queued` again with a later `due_at`.
 * `unfetched`: nobody may fetch it, for the reason in `error_code`: `no_case`, until it is added to a case, or `limit`.
 * `erased`: the content is deleted here, and will be at the provider.
 */
export type MediaStatus = 'queued' | 'claimed' | 'kept' | 'failed' | 'unfetched' | 'erased';

/** A file that came with a text. Its content is in `media_contents`. */
export class Media extends BaseModel {
  static override tableName = 'media';
  static override idColumn = 'mediaId';
  static override instants = ['dueAt', 'leaseExpiresAt', 'createdAt', 'keptAt', 'erasedAt', 'countedAt'];
  static override booleans = ['isFromMember'];

  declare mediaId: number;
  declare inboxId: number;
  /** The index among the attachments of its text. */
  declare position: number;
  /** What we called it to the sender. */
  declare kind: 'photo' | 'voice';
  /** Its address at the provider; null after erasure there. */
  declare url: string | null;
  declare status: MediaStatus;
  /** Whether the sender was a member when the text came. */
  declare isFromMember: boolean;
  /** Since when it counts for the limits of a day: its first attempt. */
  declare countedAt: Date | null;
  /** Found from the content, not declared by the provider. Set when the file is kept. */
  declare contentType: string | null;
  declare sizeBytes: number | null;
  /** Hexadecimal. */
  declare sha256: string | null;
  declare attempts: number;
  declare dueAt: Date;
  declare leaseExpiresAt: Date | null;
  declare errorCode: string | null;
  /** Why the last attempt errored. Never contains an address. */
  declare error: string | null;
  declare createdAt: Date;
  declare keptAt: Date | null;
  declare erasedAt: Date | null;
}
