import { BaseModel } from '#src/db/base-model.ts';

/**
 * queued → claimed → kept or failed; a failed attempt goes back to `queued` with a later `due_at`. `erased`: the content
 * is gone for good, here and at the provider.
 */
export type MediaStatus = 'queued' | 'claimed' | 'kept' | 'failed' | 'erased';

/** One file that came with a text. Its content, once kept, lies in `media_contents`. */
export class Media extends BaseModel {
  static override tableName = 'media';
  static override idColumn = 'mediaId';
  static override instants = ['dueAt', 'leaseExpiresAt', 'createdAt', 'keptAt', 'erasedAt'];

  declare mediaId: number;
  declare inboxId: number;
  /** Which attachment of its text, from 0. */
  declare position: number;
  /** What the sender was told that it is. */
  declare kind: 'photo' | 'voice';
  /** Where the provider has it; none once erased. */
  declare url: string | null;
  declare status: MediaStatus;
  /** By its content, never as the provider declared it. Set when it is kept. */
  declare contentType: string | null;
  declare sizeBytes: number | null;
  /** Hexadecimal. */
  declare sha256: string | null;
  declare attempts: number;
  declare dueAt: Date;
  declare leaseExpiresAt: Date | null;
  declare errorCode: string | null;
  /** Why the last attempt came to nothing; never holds an address. */
  declare error: string | null;
  declare createdAt: Date;
  declare keptAt: Date | null;
  declare erasedAt: Date | null;
}
