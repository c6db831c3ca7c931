import type { Database, Transaction } from '#src/db/connect.ts';
import type { SenderRates } from '#src/messaging/limits/sender-rate.ts';
import { causeFromKey } from '#src/messaging/outbox/cause-from-key.ts';
import type { Outbound } from '#src/messaging/outbox/outbound.ts';
import type { OutboundMessage, Sender } from '#src/messaging/sender.ts';
import type { Clock } from '#src/platform/clock.ts';
import type { Log } from '#src/platform/log.ts';
import type { UnknownDelays } from './recover-expired.ts';

/** What sending needs. */
export interface Delivery {
  db: Database;
  clock: Clock;
  log: Log;
  sender: Sender;
  /** Why a message is no longer true, checked when it is about to be sent; undefined if it is still true. */
  reasonNotToSend: (trx: Transaction, message: Outbound) => Promise<string | undefined>;
  /** The provider says that the recipient has opted out. */
  onOptedOut: (trx: Transaction, message: Outbound) => Promise<void>;
  /** The sender turned out to be broken, or works again. */
  onPauseChanged: (trx: Transaction, isPaused: boolean) => void;
  /** The message failed for good. */
  onNotReached: (trx: Transaction, message: Outbound) => Promise<void>;
  /** The message carried a code and was not sent. */
  onCodeLost: (trx: Transaction, message: Outbound) => Promise<void>;
  delays: UnknownDelays;
  /** Called after every claim. Records that the dispatcher is alive. */
  onAlive?: () => Promise<void>;
  lease: number;
  backoff: number;
  rates: SenderRates;
}

export function outboundMessage(message: Outbound): OutboundMessage {
  return {
    outboxId: message.outboxId,
    to: message.recipient,
    channel: message.channel,
    messageType: message.messageType,
    body: message.payload,
    expiresAt: message.expiresAt ?? undefined,
  };
}

/** The fields of every log line about a message. */
export function factsForLog({ idempotencyKey, outboxId, messageType, channel }: Outbound) {
  return { cause: causeFromKey(idempotencyKey), outboxId, type: messageType, channel };
}
