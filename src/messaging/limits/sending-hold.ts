import type { Database } from '#src/db/connect.ts';

/**
 * After a restore, messages that the backup has as queued may have been sent after it was made. So may messages that are
 * queued again. Restored messages are `held`. Of the others only alarms, codes and answers are sent, until `npm run resume`.
 */
export interface SendingHold {
  since: Date;
  /** Only the provider knows what was sent after this. */
  backupMadeAt: Date;
}

export async function findSendingHold(db: Database): Promise<SendingHold | undefined> {
  const row = await db('sending_holds').where({ id: 1 }).first();
  return row && { since: new Date(row.since), backupMadeAt: new Date(row.backupMadeAt) };
}
