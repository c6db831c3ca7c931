import type { Transaction } from '#src/db/connect.ts';
import { listValues } from '#src/db/queries/list-values.ts';
import { eraseMedia } from '#src/messaging/media/erase-media.ts';
import { NOT_BEGUN, SETTLED, UNDER_WAY } from '#src/messaging/outbox/outbound-status.ts';
import type { ErasureTools } from '#src/volunteers/numbers/erase-number.ts';
import { isErasedNumber } from '#src/volunteers/numbers/erased-numbers.ts';
import { erasedIdentity } from '#src/volunteers/numbers/number-hash.ts';

const EMPTY_INBOUND = { body: '', media: '[]', raw: '{}', latitude: null, longitude: null, needsPerson: false };

/**
 * Erases all messages between us and this number, and their files. The rows stay, without number and words, so that no text
 * is handled again. Queued messages are cancelled.
 */
export async function eraseCorrespondence(trx: Transaction, tools: ErasureTools, identity: string): Promise<void> {
  await eraseInbound(trx, tools, { identity });
  await eraseMessagesTo(trx, tools, { identity });
  const stays = erasedIdentity(tools.secret, identity);
  const begun = { version: null, place: null, context: null, talkingWith: null, talkingUntil: null };
  const conversation = await trx('conversations').where({ identity }).first('conversationId');
  if (!conversation) return;
  // the id keeps two erased conversations of the same number apart
  const change = { ...begun, identity: `${stays}:${conversation.conversationId}` };
  await trx('conversations').where(conversation).update(change);
}

/** `until`: later texts belong to another person. */
export async function listTextsFrom(trx: Transaction, identity: string, until?: Date): Promise<number[]> {
  return listValues<number>(textsFrom(trx, identity, until), 'inboxId');
}

export async function eraseInbound(
  trx: Transaction,
  { now }: ErasureTools,
  { identity, until }: { identity: string; until?: Date },
): Promise<void> {
  const texts = () => textsFrom(trx, identity, until);
  const files = await listValues<number>(trx('media').whereIn('inboxId', texts().select('inboxId')), 'mediaId');
  await eraseMedia(trx, now, files);
  await texts().update({ ...EMPTY_INBOUND, erasedAt: now });
}

/**
 * Erases messages to others that these texts caused, that are about this person, or that this coordinator wrote. Messages
 * that are not sent yet are sent first.
 */
export async function eraseCausedBy(
  trx: Transaction,
  { now }: ErasureTools,
  { inboxIds, userId }: { inboxIds: readonly number[]; userId: number | undefined },
): Promise<void> {
  const causes = new Set(inboxIds);
  const rows: { outboxId: number; idempotencyKey: string }[] = await trx('outbox')
    .where('idempotencyKey', 'like', 'inbox:%')
    .whereNull('erasedAt')
    .select('outboxId', 'idempotencyKey');
  const outboxIds = rows.filter(({ idempotencyKey }) => causes.has(Number(idempotencyKey.split(':')[1])));
  for (const { outboxId } of outboxIds) await eraseOnceSettled(trx, now, { outboxId });
  if (userId === undefined) return;
  await trx('broadcasts').where({ writtenBy: userId }).update({ body: '' });
  await eraseOnceSettled(trx, now, { writtenBy: userId });
  await eraseOnceSettled(trx, now, { aboutUserId: userId });
}

async function eraseOnceSettled(
  trx: Transaction,
  now: Date,
  which: { outboxId: number } | { writtenBy: number } | { aboutUserId: number },
): Promise<void> {
  await trx('outbox').where(which).whereIn('status', SETTLED).update({ payload: '', keptWords: null, erasedAt: now });
  await trx('outbox').where(which).whereNotIn('status', SETTLED).update({ isLastWord: true, keptWords: null });
}

/** By number, or by person if the number belongs to another person by now. */
export async function eraseMessagesTo(
  trx: Transaction,
  { now, secret }: ErasureTools,
  whose: { identity: string } | { userId: number },
): Promise<void> {
  const notBegun = trx('outbox').where(whose).whereIn('status', NOT_BEGUN);
  await notBegun.update({ status: 'cancelled', error: 'forgotten', leaseExpiresAt: null });
  await trx('outbox').where(whose).whereIn('status', UNDER_WAY).update({ isLastWord: true, keptWords: null });
  const identities: string[] = await trx('outbox').where(whose).distinct('identity').pluck('identity');
  for (const identity of identities) {
    const settled = trx('outbox')
      .where({ ...whose, identity })
      .whereNotIn('status', UNDER_WAY);
    await settled.update(emptyOutbound(trx, { now, secret, identity }));
  }
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

function textsFrom(trx: Transaction, identity: string, until: Date | undefined) {
  const conversation = trx('conversations').where({ identity }).select('conversationId');
  const texts = trx('inbox').whereIn('conversationId', conversation);
  return until ? texts.where('receivedAt', '<=', until) : texts;
}
