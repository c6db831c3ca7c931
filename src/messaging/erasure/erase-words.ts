import type { Transaction } from '#src/db/connect.ts';
import { type OutboundStatus, SETTLED } from '#src/messaging/outbox/outbound-status.ts';

/** As it is when all is erased. */
const NOTHING_RECEIVED = { body: '', media: '[]', raw: '{}', latitude: null, longitude: null };

interface Batch {
  before: Date;
  limit: number;
}

/** The forms as the provider sent them; words, attachments and times stay. Returns how many. */
export async function eraseRawForms(trx: Transaction, { before, limit }: Batch): Promise<number> {
  const old = trx('inbox').whereNot({ raw: '{}' }).where('receivedAt', '<=', before).whereNotNull('handledAt');
  return trx('inbox')
    .whereIn('inboxId', old.orderBy('receivedAt').limit(limit).select('inboxId'))
    .update({ raw: '{}' });
}

/** Words and attachments of what we received: that it came, and when, stays. */
export async function eraseReceivedWords(trx: Transaction, now: Date, { before, limit }: Batch): Promise<number> {
  const old = trx('inbox').whereNull('erasedAt').where('receivedAt', '<=', before).whereNotNull('handledAt');
  return trx('inbox')
    .whereIn('inboxId', old.orderBy('receivedAt').limit(limit).select('inboxId'))
    .update({ ...NOTHING_RECEIVED, erasedAt: now });
}

/** Words of what we sent: to whom, when and how it ended stays. */
export async function eraseSentWords(trx: Transaction, now: Date, batch: Batch): Promise<number> {
  return eraseMessages(trx, now, { ...batch, statuses: SETTLED });
}

/** What was queued and then was not true any more, or not allowed: nobody ever read it. */
export async function eraseUnsentWords(trx: Transaction, now: Date, batch: Batch): Promise<number> {
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
    .update({ payload: '', keptWords: null, erasedAt: now });
}

/** What was begun and left in a conversation that long ago: it begins anew. */
export async function eraseDialogues(trx: Transaction, { before, limit }: Batch): Promise<number> {
  const old = trx('conversations').whereNotNull('context').where('touchedAt', '<=', before);
  return trx('conversations')
    .whereIn('conversationId', old.orderBy('touchedAt').limit(limit).select('conversationId'))
    .update({ version: null, place: null, context: null });
}

/** What coordinators announced to all. */
export async function eraseBroadcasts(trx: Transaction, { before, limit }: Batch): Promise<number> {
  const old = trx('broadcasts').whereNot({ body: '' }).where('createdAt', '<=', before);
  return trx('broadcasts').whereIn('broadcastId', old.limit(limit).select('broadcastId')).update({ body: '' });
}
