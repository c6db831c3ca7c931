import { BaseModel } from '#src/db/base-model.ts';
import type { Transaction } from '#src/db/connect.ts';
import type { ActionChannel } from './actor.ts';

export class StoredAuditEvent extends BaseModel {
  static override tableName = 'audit_events';
  static override idColumn = 'auditEventId';
  static override instants = ['createdAt'];

  declare auditEventId: number;
  declare actorUserId: number | null;
  declare channel: ActionChannel | 'service';
  declare action: string;
  declare subject: string;
  /** JSON. */
  declare before: string | null;
  declare after: string | null;
  declare createdAt: Date;
}

export interface AuditQuery {
  subject?: string | undefined;
  actorUserId?: number | undefined;
  action?: string | undefined;
  /** Where the previous page ended. */
  beforeId?: number | undefined;
  limit: number;
}

/** Newest first. One more than `limit` if there are more. */
export async function listAudit(trx: Transaction, query: AuditQuery): Promise<StoredAuditEvent[]> {
  const { subject, actorUserId, action, beforeId, limit } = query;
  const events = StoredAuditEvent.query(trx)
    .orderBy('auditEventId', 'desc')
    .limit(limit + 1);
  if (subject !== undefined) events.where({ subject });
  if (actorUserId !== undefined) events.where({ actorUserId });
  if (action !== undefined) events.where({ action });
  if (beforeId !== undefined) events.where('auditEventId', '<', beforeId);
  return events;
}
