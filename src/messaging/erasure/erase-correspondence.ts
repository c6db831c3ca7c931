import type { Transaction } from '#src/db/connect.ts';
import { listValues } from '#src/db/queries/list-values.ts';
import { eraseMedia } from '#src/messaging/media/erase-media.ts';
import { NOT_BEGUN, SETTLED, UNDER_WAY } from '#src/messaging/outbox/outbound-status.ts';
import type { ErasureTools } from '#src/volunteers/numbers/erase-number.ts';
import { isErasedNumber } from '#src/volunteers/numbers/erased-numbers.ts';
import { erasedIdentity } from '#src/volunteers/numbers/number-hash.ts';

const EMPTY_INBOUND = { body: '', media: '[]', raw: '{}', latitude: null, longitude: null, needsPerson: false };

/**
 * Takes the number off its conversation, so that the next text from there begins a new one. Returns the conversation,
 * undefined if there was none.
 */
export async function closeConversation(
  trx: Transaction,
  { secret }: ErasureTools,
  identity: string,
): Promise<number | undefined> {
  const conversation: { conversationId: number } | undefined = await findConversation(trx, identity);
  if (!conversation) return undefined;
  const begun = { version: null, place: null, context: null, talkingWith: null, talkingUntil: null };
  // the id keeps two erased conversations of the same number apart
  const stays = `${erasedIdentity(secret, identity)}:${conversation.conversationId}`;
  await trx('conversations')
    .where(conversation)
    .update({ ...begun, identity: stays });
  return conversation.conversationId;
}

export async function findConversation(
  trx: Transaction,
  identity: string,
): Promise<{ conversationId: number } | undefined> {
  return trx('conversations').where({ identity }).first('conversationId');
}

/** Erases texts. The rows stay, without words, so that no text is handled again. The caller erases the files. */
export async function eraseInbound(
  trx: Transaction,
  { now }: ErasureTools,
  inboxIds: readonly number[],
): Promise<void> {
  await trx('inbox')
    .whereIn('inboxId', [...inboxIds])
    .update({ ...EMPTY_INBOUND, erasedAt: now });
}

/** By number, or by person if the number belongs to another person by now. */
export async function cancelMessagesTo(
  trx: Transaction,
  whose: { identity: string } | { userId: number } | { outboxIds: readonly number[] },
): Promise<void> {
  const messages = trx('outbox').whereIn('status', NOT_BEGUN);
  if ('outboxIds' in whose) messages.whereIn('outboxId', [...whose.outboxIds]);
  else messages.where(whose);
  await messages.update({ status: 'cancelled', error: 'forgotten', leaseExpiresAt: null });
}

/** Erases messages to a person, with their number. Those that the provider may still send are erased afterwards. */
export async function eraseMessagesTo(
  trx: Transaction,
  { now, secret }: ErasureTools,
  outboxIds: readonly number[],
): Promise<void> {
  await cancelMessagesTo(trx, { outboxIds });
  const these = () => trx('outbox').whereIn('outboxId', [...outboxIds]);
  await these().whereIn('status', UNDER_WAY).update({ isLastWord: true, keptWords: null });
  const identities: string[] = await these().distinct('identity').pluck('identity');
  for (const identity of identities) {
    const settled = these().where({ identity }).whereNotIn('status', UNDER_WAY);
    await settled.update(emptyOutbound(trx, { now, secret, identity }));
  }
}

/** Erases messages to others, as a whole. Those that are not sent yet are sent first. */
export async function eraseOnceSettled(
  trx: Transaction,
  { now }: ErasureTools,
  outboxIds: readonly number[],
): Promise<void> {
  const these = () => trx('outbox').whereIn('outboxId', [...outboxIds]);
  await these().whereIn('status', SETTLED).update({ payload: '', keptWords: null, erasedAt: now });
  await these().whereNotIn('status', SETTLED).update({ isLastWord: true, keptWords: null });
}

/**
 * Erases at most `limit` of the messages between us and this number, with their files. Queued messages are cancelled.
 * Returns how many: fewer than `limit` means that none is left, and that the conversation has lost the number.
 */
export async function eraseCorrespondence(
  trx: Transaction,
  tools: ErasureTools,
  { identity, limit }: { identity: string; limit: number },
): Promise<number> {
  const conversation = await findConversation(trx, identity);
  const texts = conversation ? trx('inbox').where(conversation).whereNull('erasedAt').limit(limit) : undefined;
  const inboxIds = texts ? await listValues<number>(texts, 'inboxId') : [];
  await eraseMedia(trx, tools.now, await listValues<number>(trx('media').whereIn('inboxId', inboxIds), 'mediaId'));
  await eraseInbound(trx, tools, inboxIds);
  const messages = trx('outbox')
    .where({ identity, isLastWord: false })
    .limit(limit - inboxIds.length);
  const outboxIds = inboxIds.length < limit ? await listValues<number>(messages, 'outboxId') : [];
  await eraseMessagesTo(trx, tools, outboxIds);
  const count = inboxIds.length + outboxIds.length;
  if (count < limit) await closeConversation(trx, tools, identity);
  return count;
}

/**
 * Erases messages that still had to be sent when a person was erased, and have been sent since. Returns how many.
 */
export async function eraseLastWords(trx: Transaction, { now, secret }: ErasureTools, limit: number): Promise<number> {
  const rows: { outboxId: number; identity: string; keptWords: string | null }[] = await trx('outbox')
    .where({ isLastWord: true })
    .whereIn('status', SETTLED)
    .orderBy('outboxId')
    .limit(limit)
    .select('outboxId', 'identity', 'keptWords');
  for (const { outboxId, identity, keptWords } of rows) {
    const isToErased = await isErasedNumber(trx, secret, identity);
    const change = isToErased
      ? emptyOutbound(trx, { now, secret, identity })
      : keptWords === null
        ? { payload: '', erasedAt: now }
        : { payload: keptWords };
    await trx('outbox')
      .where({ outboxId })
      .update({ ...change, isLastWord: false, keptWords: null });
  }
  return rows.length;
}

function emptyOutbound(trx: Transaction, { now, secret, identity }: { now: Date; secret: string; identity: string }) {
  const stays = erasedIdentity(secret, identity);
  return {
    payload: '',
    keptWords: null,
    recipient: stays,
    identity: stays,
    // some keys name the number that they are for
    idempotencyKey: trx.raw('replace(idempotency_key, ?, ?)', [identity, stays]),
    erasedAt: now,
  };
}
