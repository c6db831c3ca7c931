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
  /** Moves a message's delivery status forward, never back. An update about nothing of ours changes nothing. */
  record(update: StatusUpdate): Promise<void>;
}

export interface DeliveryStatusTools {
  db: Database;
  clock: Clock;
  log: Log;
  /** The recipient has stopped us, as the provider says. */
  onOptedOut: (trx: Transaction, message: Outbound) => Promise<void>;
  /** It did not arrive, as the provider says. */
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

/** Returns the message that it is about. */
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

/** A copy of it failed that we no longer count on: another one is known to the provider, or is about to leave. */
function isAboutLostCopy(message: Outbound, { providerSid, status }: StatusUpdate): boolean {
  const isAnotherCopy = message.providerSid !== null && message.providerSid !== providerSid;
  return isFailure(status) && (isAnotherCopy || isNotBegun(message.status));
}

/** The provider speaks of it, so it left, whatever we had come to think. Who is sending it right now settles it alone. */
function isUnsettled(message: Outbound): boolean {
  if (message.status === 'held') return true;
  return (
    message.attempts > 0 && (message.status === 'unknown' || message.status === 'failed' || isNotBegun(message.status))
  );
}

function isFailure(status: DeliveryStatus): boolean {
  return status === 'undelivered' || status === 'failed';
}
