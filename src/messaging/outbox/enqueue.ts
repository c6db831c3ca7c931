import type { Transaction } from '#src/db/connect.ts';
import { afterCommit } from '#src/db/in-transaction.ts';
import { inChunks } from '#src/db/queries/in-chunks.ts';
import { listValues } from '#src/db/queries/list-values.ts';
import { runConcurrently } from '#src/db/run-concurrently.ts';
import { fitForSms } from '#src/messaging/segments/fit-for-sms.ts';
import { measure } from '#src/messaging/segments/segments.ts';
import type { Clock } from '#src/platform/clock.ts';
import { channelOf, identityOf } from '#src/volunteers/numbers/address.ts';
import { restoreOptOut } from '#src/volunteers/numbers/erased-numbers.ts';
import { chooseAddress } from './choose-channel.ts';
import { type MessageType, rankOf } from './message-types.ts';

export interface NewOutbound {
  messageType: MessageType;
  /** An address is sent to on its channel. For a bare identity (E.164) we choose the channel. */
  to: { address: string } | { identity: string };
  body: string;
  /** The idempotency key. A second message with the same key is not queued. */
  key: string;
  dueAt?: Date;
  expiresAt?: Date;
  userId?: number;
  /** The shift that it is about, checked again when it is sent. */
  bookingId?: number;
  shiftStart?: Date;
  codeId?: number;
  /** It goes to, or is about, a person who was just erased. It is erased after it was sent. */
  isLastWord?: boolean;
  /** The case that it asks its reader to acknowledge. */
  reportId?: number;
  /** The newcomer whom it asks its reader to admit. */
  aboutUserId?: number;
  /** The coordinator whose words it carries. */
  writtenBy?: number;
  /** If set, the message is stored as cancelled for this reason, so that the thread shows it. */
  cancelledFor?: string;
}

export interface OutboxTools {
  clock: Clock;
  /** The key of the hashes that we keep of erased numbers. */
  secret: string;
  /** Called after the commit. The same function for all messages, so that one commit wakes the dispatcher once. */
  onQueued: () => void;
  /** If set, messages are held, because they may have been sent before: at this time at the earliest. */
  heldSince?: Date;
}

/** Queues a message. Returns false if its key was queued before. */
export async function enqueue(trx: Transaction, tools: OutboxTools, message: NewOutbound): Promise<boolean> {
  const now = tools.clock.now();
  const recipient = await addressFor(trx, tools, message.to);
  const channel = channelOf(recipient);
  const payload = channel === 'sms' ? fitForSms(message.body) : message.body;
  const { encoding, segments } = measure(payload);
  const queued = await trx('outbox')
    .insert({
      messageType: message.messageType,
      recipient,
      identity: identityOf(recipient),
      channel,
      payload,
      rank: rankOf(message.messageType),
      status: message.cancelledFor === undefined ? (tools.heldSince ? 'held' : 'queued') : 'cancelled',
      unknownAt: tools.heldSince ?? null,
      error: message.cancelledFor ?? null,
      idempotencyKey: message.key,
      dueAt: message.dueAt ?? now,
      expiresAt: message.expiresAt ?? null,
      encoding,
      segments: channel === 'sms' ? segments : 1,
      userId: message.userId ?? null,
      bookingId: message.bookingId ?? null,
      shiftStart: message.shiftStart ?? null,
      codeId: message.codeId ?? null,
      isLastWord: message.isLastWord ?? false,
      reportId: message.reportId ?? null,
      aboutUserId: message.aboutUserId ?? null,
      writtenBy: message.writtenBy ?? null,
      createdAt: now,
    })
    .onConflict('idempotencyKey')
    .ignore()
    .returning('outboxId');
  if (queued.length > 0) afterCommit(trx, tools.onQueued);
  return queued.length > 0;
}

async function addressFor(trx: Transaction, { clock, secret }: OutboxTools, to: NewOutbound['to']): Promise<string> {
  if ('address' in to) return to.address;
  const [address] = await runConcurrently(
    chooseAddress(trx, to.identity, clock.now()),
    // an erased person's STOP still counts if their number gets a message again
    restoreOptOut(trx, secret, to.identity),
  );
  return address;
}

/** Returns those of the keys that were queued before. */
export async function listQueuedKeys(trx: Transaction, keys: readonly string[]): Promise<string[]> {
  return inChunks(keys, (chunk) =>
    listValues<string>(trx('outbox').whereIn('idempotencyKey', chunk), 'idempotencyKey'),
  );
}
