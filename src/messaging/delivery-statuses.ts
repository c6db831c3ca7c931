import { type Database, isPostgres } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import type { Clock } from '#src/platform/clock.ts';
import { isDeliveryStatus, laterStatus } from './delivery-status.ts';
import type { StatusUpdate } from './twilio/status-update.ts';

export interface DeliveryStatuses {
  /** Moves a message's delivery status forward, never back. An update about nothing of ours changes nothing. */
  record(update: StatusUpdate): Promise<void>;
}

export function createDeliveryStatuses({ db, clock }: { db: Database; clock: Clock }): DeliveryStatuses {
  return {
    record: (update) =>
      inTransaction(db, async (trx) => {
        const { providerSid, outboxId, status, errorCode } = update;
        const rows = trx('outbox').where(outboxId === undefined ? { providerSid } : { outboxId });
        if (isPostgres(trx)) rows.forUpdate();
        const row = await rows.first('outboxId', 'status', 'deliveryStatus');
        if (!row) return;
        const current = isDeliveryStatus(row.deliveryStatus) ? row.deliveryStatus : undefined;
        const deliveryStatus = laterStatus(current, status);
        const change = { deliveryStatus, providerSid, ...(errorCode && { errorCode }) };
        // the provider speaks of it, so it left: an unclear send is settled
        const settled = row.status === 'unknown' ? { status: 'sent', sentAt: clock.now() } : {};
        await trx('outbox')
          .where({ outboxId: row.outboxId })
          .update({ ...change, ...settled });
      }),
  };
}
