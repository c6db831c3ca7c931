import type { Transaction } from '#src/db/connect.ts';
import { afterCommit } from '#src/db/in-transaction.ts';
import { inChunks } from '#src/db/queries/in-chunks.ts';
import { listValues } from '#src/db/queries/list-values.ts';
import { fitForSms } from '#src/messaging/segments/fit-for-sms.ts';
import { measure } from '#src/messaging/segments/segments.ts';
import type { Clock } from '#src/platform/clock.ts';
import { before, HOUR } from '#src/platform/duration.ts';
import { Address, addressOn, channelOf, identityOf } from '#src/volunteers/numbers/address.ts';
import { restoreOptOut } from '#src/volunteers/numbers/erased-numbers.ts';
import { type MessageType, rankOf } from './message-types.ts';

/** WhatsApp lets us write freely for 24 hours after a person's last text there; an hour of it is margin. */
const SESSION_WINDOW = 23 * HOUR;

export interface NewOutbound {
  messageType: MessageType;
  /** An address leaves on its channel. A bare identity (E.164) leaves on whichever channel is open. */
  to: { address: string } | { identity: string };
  body: string;
  /** The same key is queued once, however often it is asked for. */
  key: string;
  dueAt?: Date;
  expiresAt?: Date;
  userId?: number;
  /** The shift it speaks of: looked at again when it is sent. */
  bookingId?: number;
  shiftStart?: Date;
  codeId?: number;
  /** It speaks of, or goes to, somebody who was just forgotten: erased once it has left. */
  isLastWord?: boolean;
  /** The case that it asks its reader to take. */
  reportId?: number;
  /** The newcomer whom it asks its reader to let in. */
  aboutUserId?: number;
  /** The coordinator whose words it carries. */
  writtenBy?: number;
  /** Why it is kept and not sent: it stands in the thread, cancelled from the start. */
  cancelledFor?: string;
}

export interface OutboxTools {
  clock: Clock;
  /** The key of what is kept of forgotten numbers. */
  secret: string;
  /** Called after the commit. The same function for all, so that one commit wakes once. */
  onQueued: () => void;
  /** What is queued is held, since it may have been said before: at this instant at the earliest. */
  heldSince?: Date;
}

/** Queues one message in the caller's transaction. Returns false if its key was queued before. */
export async function enqueue(trx: Transaction, post: OutboxTools, message: NewOutbound): Promise<boolean> {
  const now = post.clock.now();
  const recipient = 'address' in message.to ? message.to.address : await openAddressOf(trx, message.to.identity, now);
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
      status: message.cancelledFor === undefined ? (post.heldSince ? 'held' : 'queued') : 'cancelled',
      unknownAt: post.heldSince ?? null,
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
  // who was forgotten and had said STOP has said it still, whoever writes to them now
  if ('identity' in message.to) await restoreOptOut(trx, post.secret, message.to.identity);
  if (queued.length > 0) afterCommit(trx, post.onQueued);
  return queued.length > 0;
}

/** Of these keys, those that were queued before. */
export async function listQueuedKeys(trx: Transaction, keys: readonly string[]): Promise<string[]> {
  return inChunks(keys, (chunk) =>
    listValues<string>(trx('outbox').whereIn('idempotencyKey', chunk), 'idempotencyKey'),
  );
}

/** The same person's address on the channel that a message did not leave on; undefined: WhatsApp is not open to them. */
export async function otherAddressOf(
  trx: Transaction,
  { channel, identity }: { channel: string; identity: string },
  now: Date,
): Promise<string | undefined> {
  if (!identity.startsWith('+')) return undefined;
  const open = await openAddressOf(trx, identity, now);
  const other = channel === 'whatsapp' ? addressOn('sms', identity) : open;
  return channelOf(other) === channel ? undefined : other;
}

/** Of these people, those who get what is queued for them now on WhatsApp. */
export async function listOnWhatsapp(trx: Transaction, identities: readonly string[], now: Date): Promise<string[]> {
  const open = await inChunks(identities, (chunk) => openOnWhatsapp(trx, now).whereIn('identity', chunk));
  return open.map(({ identity }) => identity);
}

function openOnWhatsapp(trx: Transaction, now: Date) {
  return Address.query(trx).where({ channel: 'whatsapp' }).where('lastInboundAt', '>', before(now, SESSION_WINDOW));
}

/**
 * The one place that picks a channel. Outside of the window WhatsApp takes only templates that Meta has approved: who has
 * some would give their message types the WhatsApp address here, and the sender the template's id with its words.
 */
async function openAddressOf(trx: Transaction, identity: string, now: Date): Promise<string> {
  const whatsapp = await openOnWhatsapp(trx, now).where({ identity }).first();
  return whatsapp?.address ?? addressOn('sms', identity);
}
