import { isPostgres, type Transaction } from '#src/db/connect.ts';
import { withMediaIds } from '#src/messaging/media/find-media.ts';
import type { Watch } from '#src/notices/watch.ts';
import { touchAddress } from '#src/volunteers/address.ts';
import { type TurnTaken, takeTurn } from './take-turn.ts';
import type { InboundText } from './turn.ts';

export interface Handled {
  taken: TurnTaken;
  /** Whether the same person has texted more that nobody has handled. */
  hasMore: boolean;
}

/** Takes the turn that the oldest text asks for which nobody has handled. Undefined: there is none, or it is not meant. */
export async function handleText(
  trx: Transaction,
  watch: Watch,
  { conversationId, isMeant }: { conversationId: number; isMeant: (text: InboundText) => boolean },
): Promise<Handled | undefined> {
  const conversation = trx('conversations').where({ conversationId });
  if (isPostgres(trx)) conversation.forNoKeyUpdate();
  const standing = await conversation.first(STANDING);
  // what comes after this look, whoever receives it handles
  const [text, hasMore] = await findOldest(trx, conversationId);
  if (!text || !isMeant(text)) return undefined;
  await touchAddress(trx, text.addressId, text.receivedAt);
  const touchedAt = instantOf(standing.touchedAt);
  const answersPausedAt = instantOf(standing.answersPausedAt);
  const post = text.isReplayed ? { ...watch, heldSince: text.receivedAt } : watch;
  const taken = await takeTurn(trx, post, { text, standing: { ...standing, touchedAt, answersPausedAt } });
  return { taken, hasMore };
}

const STANDING = [
  'version',
  'place',
  'context',
  'touchedAt',
  'talkingWith',
  'talkingUntil',
  'answersPausedAt',
] as const;

function instantOf(stored: Date | number | null): Date | null {
  return stored === null ? null : new Date(stored);
}

/** Of those that nobody has handled; and whether there are more. */
async function findOldest(trx: Transaction, conversationId: number): Promise<[InboundText | undefined, boolean]> {
  const [row, next] = await trx('inbox')
    .join('addresses', 'addresses.addressId', 'inbox.addressId')
    .where({ conversationId })
    .whereNull('handledAt')
    .orderBy('inboxId')
    .limit(2)
    .select('inbox.*', 'addresses.address', 'addresses.channel', 'addresses.identity');
  if (!row) return [undefined, false];
  const { inboxId, addressId, address, channel, identity, body, raw, attempts } = row;
  const attachments = await withMediaIds(trx, inboxId, JSON.parse(row.media));
  const text = {
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
  return [text, next !== undefined];
}
