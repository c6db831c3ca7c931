import type { Transaction } from '#src/db/connect.ts';
import { type OutboundStatus, SETTLED } from '#src/messaging/outbox/outbound-status.ts';

/** The columns of an inbound message without its words. */
const EMPTY_INBOUND = { body: '', media: '[]', raw: '{}', latitude: null, longitude: null };

interface Batch {
  before: Date;
  limit: number;
}

/** Erases the forms as the provider sent them. Words, attachments and times stay. Returns how many. */
export async function eraseRawForms(trx: Transaction, { before, limit }: Batch): Promise<number> {
  const old = trx('inbox').whereNot({ raw: '{}' }).where('receivedAt', '<=', before).whereNotNull('handledAt');
  return trx('inbox')
    .whereIn('inboxId', old.orderBy('receivedAt').limit(limit).select('inboxId'))
    .update({ raw: '{}' });
}

/** Erases words and attachments of inbound messages. Sender and time stay. */
export async function eraseInboundWords(trx: Transaction, now: Date, { before, limit }: Batch): Promise<number> {
  const old = trx('inbox').whereNull('erasedAt').where('receivedAt', '<=', before).whereNotNull('handledAt');
  return trx('inbox')
    .whereIn('inboxId', old.orderBy('receivedAt').limit(limit).select('inboxId'))
    .update({ ...EMPTY_INBOUND, erasedAt: now });
}

/** Erases the words of outbound messages. Recipient, time and outcome stay. */
export async function eraseOutboundWords(trx: Transaction, now: Date, batch: Batch): Promise<number> {
  return eraseMessages(trx, now, { ...batch, statuses: SETTLED });
}

/** Erases the words of cancelled messages, which nobody ever read. */
export async function eraseCancelledWords(trx: Transaction, now: Date, batch: Batch): Promise<number> {
  return eraseMessages(trx, now, { ...batch, statuses: ['cancelled'] });
}

async function eraseMessages(
  trx: Transaction,
  now: Date,
  { before, limit, statuses }: Batch & { statuses: readonly OutboundStatus[] },
): Promise<number> {
  const old = trx('outbox').whereNull('erasedAt').whereIn('status', statuses).where('createdAt', '<=', before);
  return trx('outbox')
    .whereIn('outboxId', old.orderBy('createdAt').limit(limit).select('outboxId'))
    .update({ payload: '', keptWords: null, originator: null, erasedAt: now });
}

/** Erases dialogues that were left long ago. The conversation begins anew. */
export async function eraseDialogues(trx: Transaction, { before, limit }: Batch): Promise<number> {
  const old = trx('conversations').whereNotNull('context').where('touchedAt', '<=', before);
  return trx('conversations')
    .whereIn('conversationId', old.orderBy('touchedAt').limit(limit).select('conversationId'))
    .update({ version: null, place: null, context: null });
}

/** Erases the words of announcements. */
export async function eraseBroadcasts(trx: Transaction, { before, limit }: Batch): Promise<number> {
  const old = trx('broadcasts').whereNot({ body: '' }).where('createdAt', '<=', before);
  return trx('broadcasts').whereIn('broadcastId', old.limit(limit).select('broadcastId')).update({ body: '' });
}
