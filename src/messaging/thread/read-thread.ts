import type { Transaction } from '#src/db/connect.ts';
import { Inbound } from '#src/messaging/inbox/inbound.ts';
import { Outbound } from '#src/messaging/outbox/outbound.ts';
import type { Channel } from '#src/messaging/sender.ts';
import type { Correspondent } from './correspondent.ts';

/** The end of a page of a thread: the instant, 1 for inbound or 0 for outbound, and the id. */
export type ThreadPosition = readonly [at: number, isReceived: number, id: number];

export interface ReceivedItem {
  direction: 'in';
  at: Date;
  text: Inbound;
  channel: Channel;
}

export type ThreadItem = ReceivedItem | { direction: 'out'; at: Date; message: Outbound };

/** Both directions and channels of one person, newest first. Codes are not hidden: that is up to the caller. */
export async function readThread(
  trx: Transaction,
  { user, identity, conversationId }: Correspondent,
  { before, limit }: { before: ThreadPosition | undefined; limit: number },
): Promise<ThreadItem[]> {
  const received = conversationId === undefined ? [] : await readReceived(trx, conversationId, { before, limit });
  const sent = Outbound.query(trx).orderBy([
    { column: 'createdAt', order: 'desc' },
    { column: 'outboxId', order: 'desc' },
  ]);
  sent.where((theirs) => {
    if (identity !== undefined) theirs.orWhere({ identity });
    if (user) theirs.orWhere({ userId: user.userId });
  });
  if (before) {
    const [at, isReceived, id] = before;
    sent.where((older) => {
      older.where('createdAt', '<', new Date(at));
      older.orWhere((same) => {
        same.where('createdAt', new Date(at));
        if (isReceived === 0) same.where('outboxId', '<', id);
      });
    });
  }
  const items: ThreadItem[] = [...received, ...(await sent.limit(limit)).map(toSent)];
  return items.sort((one, other) => comparePositions(positionOf(other), positionOf(one))).slice(0, limit);
}

export function byDirection(items: readonly ThreadItem[]): { received: Inbound[]; sent: Outbound[] } {
  return {
    received: items.flatMap((item) => (item.direction === 'in' ? [item.text] : [])),
    sent: items.flatMap((item) => (item.direction === 'out' ? [item.message] : [])),
  };
}

export function positionOf(item: ThreadItem): ThreadPosition {
  const at = item.at.getTime();
  return item.direction === 'in' ? [at, 1, item.text.inboxId] : [at, 0, item.message.outboxId];
}

/** The texts of a conversation, newest first. */
export async function readReceived(
  trx: Transaction,
  conversationId: number,
  { before, limit }: { before?: ThreadPosition | undefined; limit: number },
): Promise<ReceivedItem[]> {
  const texts = Inbound.query(trx).where({ conversationId }).limit(limit);
  texts.orderBy([
    { column: 'receivedAt', order: 'desc' },
    { column: 'inboxId', order: 'desc' },
  ]);
  if (before) {
    const [at, isReceived, id] = before;
    texts.where((older) => {
      older.where('receivedAt', '<', new Date(at));
      // at the same instant, inbound is newer than outbound, so it is listed first
      if (isReceived === 1) older.orWhere((same) => same.where('receivedAt', new Date(at)).where('inboxId', '<', id));
    });
  }
  const found = await texts;
  const addressIds = [...new Set(found.map(({ addressId }) => addressId))];
  const channels: { addressId: number; channel: Channel }[] = await trx('addresses')
    .whereIn('addressId', addressIds)
    .select('addressId', 'channel');
  const channelOf = new Map(channels.map(({ addressId, channel }) => [addressId, channel]));
  return found.map((text) => ({
    direction: 'in',
    at: text.receivedAt,
    text,
    channel: channelOf.get(text.addressId) ?? 'sms',
  }));
}

function toSent(message: Outbound): ThreadItem {
  return { direction: 'out', at: message.createdAt, message };
}

function comparePositions(one: ThreadPosition, other: ThreadPosition): number {
  return one[0] - other[0] || one[1] - other[1] || one[2] - other[2];
}

/** The last message that was handed to the provider for this number, or that was given up. */
export async function findLastSent(trx: Transaction, identity: string): Promise<Outbound | undefined> {
  return Outbound.query(trx)
    .where({ identity })
    .whereIn('status', ['sent', 'unknown', 'failed'])
    .orderBy('outboxId', 'desc')
    .first();
}
