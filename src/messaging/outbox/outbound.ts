import { BaseModel } from '#src/db/base-model.ts';
import type { Channel } from '#src/messaging/sender.ts';
import type { MessageType } from './message-types.ts';
import type { OutboundStatus } from './outbound-status.ts';

/** A row of the outbox. */
export class Outbound extends BaseModel {
  static override tableName = 'outbox';
  static override idColumn = 'outboxId';
  static override instants = [
    'dueAt',
    'expiresAt',
    'leaseExpiresAt',
    'sendingAt',
    'unknownAt',
    'shiftStart',
    'createdAt',
    'sentAt',
    'deliveryStatusAt',
  ];

  declare outboxId: number;
  declare messageType: MessageType;
  declare recipient: string;
  declare identity: string;
  declare channel: Channel;
  declare payload: string;
  declare rank: number;
  declare status: OutboundStatus;
  declare idempotencyKey: string;
  declare dueAt: Date;
  declare expiresAt: Date | null;
  declare attempts: number;
  declare leaseExpiresAt: Date | null;
  declare sendingAt: Date | null;
  /** Set at the first unclear outcome, or when it is held. It may have been sent since then, so it is looked up first. */
  declare unknownAt: Date | null;
  declare providerSid: string | null;
  declare deliveryStatus: string | null;
  /** When the provider reported it. */
  declare deliveryStatusAt: Date | null;
  declare errorCode: string | null;
  declare error: string | null;
  declare encoding: string;
  declare segments: number;
  declare userId: number | null;
  declare bookingId: number | null;
  declare shiftStart: Date | null;
  declare codeId: number | null;
  /** The case that it asks its reader to acknowledge. */
  declare reportId: number | null;
  /** The newcomer whom it asks its reader to admit. */
  declare aboutUserId: number | null;
  /** The ask whose question it asks. */
  declare askId: number | null;
  /** The coordinator whose words it carries. */
  declare writtenBy: number | null;
  /** A hash of whose action caused it, if it counts for their limit. */
  declare originator: string | null;
  /** Of a summary: what it stands for, as JSON. */
  declare summaryOf: string | null;
  /** The words that remain, once it is sent, of a message that names an erased person. */
  declare keptWords: string | null;
  declare createdAt: Date;
  declare sentAt: Date | null;
}
