import type { Transaction } from '#src/db/connect.ts';
import type { Relay } from '#src/messaging/thread/relay.ts';
import type { SavedDialogue } from './saved-dialogue.ts';

/** A conversation as it was left after the last text. */
export interface StoredConversation extends SavedDialogue, Relay {
  conversationId: number;
  touchedAt: Date | null;
  answersPausedAt: Date | null;
  questionInboxId: number | null;
}

/** The same as the database returns it. */
export interface ConversationRow extends SavedDialogue, Relay {
  conversationId: number;
  touchedAt: Date | number | null;
  answersPausedAt: Date | number | null;
  questionInboxId: number | null;
}

export const CONVERSATION_COLUMNS = [
  'conversations.conversationId',
  'conversations.version',
  'conversations.place',
  'conversations.context',
  'conversations.touchedAt',
  'conversations.talkingWith',
  'conversations.talkingUntil',
  'conversations.answersPausedAt',
  'conversations.questionInboxId',
] as const satisfies `conversations.${keyof StoredConversation}`[];

export function conversationOf(row: ConversationRow): StoredConversation {
  const { conversationId, version, place, context, talkingWith, talkingUntil, questionInboxId } = row;
  const [touchedAt, answersPausedAt] = [instantOf(row.touchedAt), instantOf(row.answersPausedAt)];
  const saved = { conversationId, version, place, context, talkingWith, talkingUntil };
  return { ...saved, touchedAt, answersPausedAt, questionInboxId };
}

/** The conversation with this number. Undefined if it never texted. */
export async function findStoredConversation(
  trx: Transaction,
  identity: string,
): Promise<StoredConversation | undefined> {
  const row: ConversationRow | undefined = await trx('conversations').where({ identity }).first(CONVERSATION_COLUMNS);
  return row && conversationOf(row);
}

function instantOf(stored: Date | number | null): Date | null {
  return stored === null ? null : new Date(stored);
}
