import type { Transaction } from '#src/db/connect.ts';
import { withMediaIds } from '#src/messaging/media/find-media.ts';
import { joinUserByPhone, readJoinedUser } from '#src/volunteers/people/find-user.ts';
import type { User } from '#src/volunteers/people/user.ts';
import {
  CONVERSATION_COLUMNS,
  type ConversationRow,
  conversationOf,
  type StoredConversation,
} from './stored-conversation.ts';
import type { InboundText } from './turn.ts';

export interface WaitingText {
  text: InboundText;
  conversation: StoredConversation;
  /** The person who has the number of the conversation. */
  numberOwner: User | undefined;
  /** When a text of this address was last handled. */
  lastInboundAt: Date | number | null;
  /** Whether the conversation has another unhandled text. */
  hasMore: boolean;
}

/** The oldest unhandled text of a conversation, with all that a turn needs to know about it. */
export async function findOldestText(trx: Transaction, conversationId: number): Promise<WaitingText | undefined> {
  const [row, next] = await listOldest(trx, conversationId);
  if (!row) return undefined;
  return {
    text: await inboundTextOf(trx, row),
    conversation: conversationOf(row),
    numberOwner: readJoinedUser(row),
    lastInboundAt: row.lastInboundAt,
    // a text that is stored after this query is handled by the process that receives it
    hasMore: next !== undefined,
  };
}

/** A row of the inbox, joined with its address and its conversation. */
interface StoredText extends Omit<InboundText, 'attachments' | 'receivedAt' | 'isReplayed'>, ConversationRow {
  media: string;
  receivedAt: Date | number;
  replayedAt: Date | number | null;
  lastInboundAt: Date | number | null;
}

/** The two oldest unhandled texts, each with the person who has its number. */
function listOldest(trx: Transaction, conversationId: number): PromiseLike<StoredText[]> {
  const texts = trx('inbox')
    .join('addresses', 'addresses.addressId', 'inbox.addressId')
    .join('conversations', 'conversations.conversationId', 'inbox.conversationId')
    .where({ 'inbox.conversationId': conversationId })
    .whereNull('handledAt')
    .orderBy('inboxId')
    .limit(2)
    .select('inbox.*', 'addresses.address', 'addresses.channel', 'addresses.identity', 'addresses.lastInboundAt')
    .select(CONVERSATION_COLUMNS);
  return joinUserByPhone(trx, texts, 'conversations.identity');
}

async function inboundTextOf(trx: Transaction, row: StoredText): Promise<InboundText> {
  const { inboxId, conversationId, addressId, address, channel, identity, body, raw, attempts } = row;
  const attachments = await withMediaIds(trx, inboxId, JSON.parse(row.media));
  return {
    inboxId,
    conversationId,
    addressId,
    address,
    channel,
    identity,
    body,
    raw,
    attempts,
    attachments,
    receivedAt: new Date(row.receivedAt),
    isReplayed: row.replayedAt !== null,
  };
}
