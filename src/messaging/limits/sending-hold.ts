import type { Transaction } from '#src/db/connect.ts';

/**
 * After a restore: what the backup had queued may have been sent since, and so may whatever is queued anew. What was
 * restored is `held`; of the rest only alarms, codes and answers leave, until `npm run resume`.
 */
export interface SendingHold {
  since: Date;
  /** What has left since then is known to the provider alone. */
  backupMadeAt: Date;
}

export async function findSendingHold(trx: Transaction): Promise<SendingHold | undefined> {
  const row = await trx('sending_holds').where({ id: 1 }).first();
  return row && { since: new Date(row.since), backupMadeAt: new Date(row.backupMadeAt) };
}
