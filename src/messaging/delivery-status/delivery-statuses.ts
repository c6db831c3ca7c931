import type { Database, Transaction } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import { lockFound } from '#src/db/locking.ts';
import { causeFromKey } from '#src/messaging/outbox/cause-from-key.ts';
import { Outbound } from '#src/messaging/outbox/outbound.ts';
import { isNotBegun } from '#src/messaging/outbox/outbound-status.ts';
import type { StatusUpdate } from '#src/messaging/twilio/status-update.ts';
import type { Clock } from '#src/platform/clock.ts';
import type { Log } from '#src/platform/log.ts';
import { type DeliveryStatus, isDeliveryStatus, laterStatus } from './delivery-status.ts';

/** Twilio: the recipient has opted out. */
const OPTED_OUT = '21610';

export interface DeliveryStatuses {
  /** Moves a message's delivery status forward, never back. Ignores updates about unknown messages. */
  record(update: StatusUpdate): Promise<void>;
}

export interface DeliveryStatusTools {
  db: Database;
  clock: Clock;
  log: Log;
  /** The provider says that the recipient has opted out. */
  onOptedOut: (trx: Transaction, message: Outbound) => Promise<void>;
  /** The provider says that the message did not arrive. */
  onNotReached: (trx: Transaction, message: Outbound) => Promise<void>;
}

export function createDeliveryStatuses(reporting: DeliveryStatusTools): DeliveryStatuses {
  return {
    record: async (update) => {
      const message = await inTransaction(reporting.db, (trx) => record(trx, reporting, update));
      const { providerSid, status, errorCode: code } = update;
      const ids = message && { cause: causeFromKey(message.idempotencyKey), outboxId: message.outboxId };
      reporting.log.info({ ...ids, providerSid, status, code }, 'status');
    },
  };
}

/** Returns the message of the update. */
async function record(
  trx: Transaction,
  { clock, onOptedOut, onNotReached }: DeliveryStatusTools,
  update: StatusUpdate,
): Promise<Outbound | undefined> {
  const message = await findReported(trx, update);
  if (!message || isAboutLostCopy(message, update)) return message;
  const known = message.deliveryStatus ?? '';
  const current = isDeliveryStatus(known) ? known : undefined;
  const deliveryStatus = laterStatus(current, update.status);
  const isNews = deliveryStatus !== current;
  await trx('outbox')
    .where({ outboxId: message.outboxId })
    .update({
      deliveryStatus,
      providerSid: message.providerSid ?? update.providerSid,
      ...(isNews && { deliveryStatusAt: clock.now() }),
      ...(isNews && update.errorCode && { errorCode: update.errorCode }),
      ...(isUnsettled(message) && { status: 'sent', sentAt: clock.now(), leaseExpiresAt: null, error: null }),
    });
  if (isNews && update.errorCode === OPTED_OUT) await onOptedOut(trx, message);
  else if (isNews && isFailure(deliveryStatus)) await onNotReached(trx, message);
  return message;
}

async function findReported(trx: Transaction, { outboxId, providerSid }: StatusUpdate): Promise<Outbound | undefined> {
  const messages = Outbound.query(trx).where(outboxId === undefined ? { providerSid } : { outboxId });
  lockFound(trx, 'outbox', messages);
  return messages.first();
}

/** A failure of a copy that no longer matters: the provider knows another copy, or another will be sent. */
function isAboutLostCopy(message: Outbound, { providerSid, status }: StatusUpdate): boolean {
  const isAnotherCopy = message.providerSid !== null && message.providerSid !== providerSid;
  return isFailure(status) && (isAnotherCopy || isNotBegun(message.status));
}

/** A status callback proves that the message was sent, whatever we recorded. While it is `sending`, the dispatcher settles it. */
function isUnsettled(message: Outbound): boolean {
  if (message.status === 'held') return true;
  return (
    message.attempts > 0 && (message.status === 'unknown' || message.status === 'failed' || isNotBegun(message.status))
  );
}

function isFailure(status: DeliveryStatus): boolean {
  return status === 'undelivered' || status === 'failed';
}
