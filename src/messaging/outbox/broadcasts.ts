import { BaseModel } from '#src/db/base-model.ts';
import type { Transaction } from '#src/db/connect.ts';
import { findSendingHold } from '#src/messaging/limits/sending-hold.ts';

/** An announcement. Its messages are rows of the outbox. */
export class Broadcast extends BaseModel {
  static override tableName = 'broadcasts';
  static override idColumn = 'broadcastId';
  static override instants = ['createdAt'];

  declare broadcastId: number;
  declare writtenBy: number;
  declare audience: string;
  /** Empty once it is erased. */
  declare body: string;
  declare createdAt: Date;
}

/** Newest first. */
export async function listBroadcasts(
  trx: Transaction,
  { beforeId, limit }: { beforeId?: number | undefined; limit: number },
): Promise<Broadcast[]> {
  const found = Broadcast.query(trx).orderBy('broadcastId', 'desc').limit(limit);
  if (beforeId !== undefined) found.where('broadcastId', '<', beforeId);
  return found;
}

export async function findBroadcast(trx: Transaction, broadcastId: number): Promise<Broadcast | undefined> {
  return Broadcast.query(trx).findById(broadcastId);
}

/** Under which this person's message of an announcement is queued. */
export function keyOfBroadcast(broadcastId: number, userId: number): string {
  return `broadcast:${broadcastId}:${userId}`;
}

/** Cancels the messages of an announcement that no process has begun to send. Returns how many. */
export async function cancelBroadcastMessages(trx: Transaction, broadcastId: number): Promise<number> {
  // after a restore, messages wait under another status, for which there is no index
  const waiting = (await findSendingHold(trx)) ? "status in ('queued', 'held')" : "status = 'queued'";
  return trx('outbox')
    .whereRaw(`${waiting} and rank = 3`)
    .where('idempotencyKey', 'like', `broadcast:${broadcastId}:%`)
    .update({ status: 'cancelled', error: 'cancelled by a coordinator', leaseExpiresAt: null });
}
