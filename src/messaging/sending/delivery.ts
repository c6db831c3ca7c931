import type { Database, Transaction } from '#src/db/connect.ts';
import type { SenderRates } from '#src/messaging/limits/sender-rate.ts';
import { causeFromKey } from '#src/messaging/outbox/cause-from-key.ts';
import type { Outbound } from '#src/messaging/outbox/outbound.ts';
import type { OutboundMessage, Sender } from '#src/messaging/sender.ts';
import type { Clock } from '#src/platform/clock.ts';
import type { Log } from '#src/platform/log.ts';
import type { UnknownDelays } from './recover-expired.ts';

export interface Delivery {
  db: Database;
  clock: Clock;
  log: Log;
  sender: Sender;
  /** Why a message is no longer true, asked at the moment of sending; undefined if it still is. */
  reasonNotToSend: (trx: Transaction, message: Outbound) => Promise<string | undefined>;
  /** The recipient has stopped us, as the provider says. */
  onOptedOut: (trx: Transaction, message: Outbound) => Promise<void>;
  /** The sender broke, or works again. */
  onPauseChanged: (trx: Transaction, isPaused: boolean) => void;
  /** It was given up. */
  onNotReached: (trx: Transaction, message: Outbound) => Promise<void>;
  /** It carried a code, and did not leave. */
  onCodeLost: (trx: Transaction, message: Outbound) => Promise<void>;
  delays: UnknownDelays;
  /** Called again and again while there is work. */
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

/** What every log line about a message names. */
export function factsForLog({ idempotencyKey, outboxId, messageType, channel }: Outbound) {
  return { cause: causeFromKey(idempotencyKey), outboxId, type: messageType, channel };
}
