import type { Transaction } from '#src/db/connect.ts';
import { lockRows } from '#src/db/locking.ts';
import { runConcurrently } from '#src/db/run-concurrently.ts';
import { withMediaIds } from '#src/messaging/media/find-media.ts';
import type { Relay } from '#src/messaging/thread/relay.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { recordLastInbound } from '#src/volunteers/numbers/address.ts';
import { joinUserByPhone, readJoinedUser } from '#src/volunteers/people/find-user.ts';
import type { SavedDialogue } from './saved-dialogue.ts';
import { type Standing, type TurnTaken, takeTurn } from './take-turn.ts';
import type { InboundText } from './turn.ts';

export interface Handled {
  taken: TurnTaken;
  /** Whether the same person has texted more that nobody has handled. */
  hasMore: boolean;
}

/** Takes the turn that the oldest text asks for which nobody has handled. Undefined: there is none, or it is not meant. */
export async function handleText(
  trx: Transaction,
  settings: WatchSettings,
  { conversationId, isMeant }: { conversationId: number; isMeant: (text: InboundText) => boolean },
): Promise<Handled | undefined> {
  await lockRows(trx, 'conversations', [conversationId]);
  // what comes after this look, whoever receives it handles
  const [row, next] = await listOldest(trx, conversationId);
  const text = row && (await inboundTextOf(trx, row));
  if (!text || !isMeant(text)) return undefined;
  const post = text.isReplayed ? { ...settings, heldSince: text.receivedAt } : settings;
  // what the turn tells the same person by their number alone may still find their WhatsApp window as it was
  const [, taken] = await runConcurrently(
    recordLastInbound(trx, row, text.receivedAt),
    takeTurn(trx, post, { text, known: readJoinedUser(row), standing: standingOf(row) }),
  );
  return { taken, hasMore: next !== undefined };
}

/** A text, whence it came, and where its conversation stands. */
interface StoredText extends Omit<InboundText, 'attachments' | 'receivedAt' | 'isReplayed'>, SavedDialogue, Relay {
  media: string;
  receivedAt: Date | number;
  replayedAt: Date | number | null;
  lastInboundAt: Date | number | null;
  touchedAt: Date | number | null;
  answersPausedAt: Date | number | null;
}

/** Of those that nobody has handled the oldest, and the one after it; beside each who has its number. */
function listOldest(trx: Transaction, conversationId: number): PromiseLike<StoredText[]> {
  const texts = trx('inbox')
    .join('addresses', 'addresses.addressId', 'inbox.addressId')
    .join('conversations', 'conversations.conversationId', 'inbox.conversationId')
    .where({ 'inbox.conversationId': conversationId })
    .whereNull('handledAt')
    .orderBy('inboxId')
    .limit(2)
    .select('inbox.*', 'addresses.address', 'addresses.channel', 'addresses.identity', 'addresses.lastInboundAt')
    .select(STANDING);
  return joinUserByPhone(trx, texts, 'conversations.identity');
}

function standingOf(row: StoredText): Standing {
  const { version, place, context, talkingWith, talkingUntil } = row;
  const [touchedAt, answersPausedAt] = [instantOf(row.touchedAt), instantOf(row.answersPausedAt)];
  return { version, place, context, talkingWith, talkingUntil, touchedAt, answersPausedAt };
}

const STANDING = [
  'conversations.version',
  'conversations.place',
  'conversations.context',
  'conversations.touchedAt',
  'conversations.talkingWith',
  'conversations.talkingUntil',
  'conversations.answersPausedAt',
] as const satisfies `conversations.${keyof Standing}`[];

function instantOf(stored: Date | number | null): Date | null {
  return stored === null ? null : new Date(stored);
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
