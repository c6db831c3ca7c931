import { BaseModel } from '#src/db/base-model.ts';

/** A row of the inbox. */
export class Inbound extends BaseModel {
  static override tableName = 'inbox';
  static override idColumn = 'inboxId';
  static override instants = ['receivedAt', 'handledAt', 'seenToAt'];
  static override booleans = ['needsPerson'];

  declare inboxId: number;
  declare conversationId: number;
  declare addressId: number;
  declare providerSid: string;
  declare body: string;
  /** JSON: the attachments. */
  declare media: string;
  declare latitude: number | null;
  declare longitude: number | null;
  declare receivedAt: Date;
  declare handledAt: Date | null;
  declare needsPerson: boolean;
  declare needsPersonReason: string | null;
  /** When a coordinator marked it as reviewed, and who did. */
  declare seenToAt: Date | null;
  declare seenToBy: number | null;
}
