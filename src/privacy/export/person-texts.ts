import type { Transaction } from '#src/db/connect.ts';
import { inBatches, type ModelQuery, startAfter } from '#src/db/queries/in-batches.ts';
import { Inbound } from '#src/messaging/inbox/inbound.ts';
import type { Attachment } from '#src/messaging/inbox/inbound-message.ts';
import { Media } from '#src/messaging/media/media.ts';
import { Outbound } from '#src/messaging/outbox/outbound.ts';
import { toIso } from '#src/platform/iso.ts';
import { mergeBatches } from '#src/platform/merge-batches.ts';
import { User } from '#src/volunteers/people/user.ts';
import { eraseDigits } from '#src/volunteers/sign-in/end-code.ts';
import type { ReadWords } from './read-words.ts';

interface ExportedText {
  at: string;
  direction: string;
  words: string;
  attachments: object[];
  outcome: string | null;
}

/** Texts in both directions, oldest first. Erased words are empty. */
export async function* readTexts(trx: Transaction, words: ReadWords, user: User): AsyncGenerator<ExportedText[]> {
  const since = await theirsSince(trx, user);
  const sources = [
    receivedFrom(trx, words, { user, since }),
    sentTo(trx, words, { user }),
    earlyTo(trx, words, { user, since }),
  ];
  // ISO strings of one zone sort by time
  yield* mergeBatches(sources, (one, other) => (one.at < other.at ? -1 : Number(one.at > other.at)));
}

/** The files of their texts, oldest first. */
export async function* readFiles(trx: Transaction, user: User) {
  const since = await theirsSince(trx, user);
  for await (const texts of listReceived(trx, { user, since, isWithFiles: true })) {
    const inboxIds = texts.map(({ inboxId }) => inboxId);
    const files = await Media.query(trx).whereIn('inboxId', inboxIds).orderBy('mediaId');
    yield files.map((file) => ({
      media_id: file.mediaId,
      kind: String(file.kind),
      status: String(file.status),
      content_type: file.contentType,
      size_bytes: file.sizeBytes,
      received_at: toIso(file.createdAt),
    }));
  }
}

interface Owner {
  user: User;
  /** Texts up to then are those of the previous owner of the number. */
  since: Date | undefined;
}

async function* receivedFrom(trx: Transaction, words: ReadWords, owner: Owner): AsyncGenerator<ExportedText[]> {
  for await (const texts of listReceived(trx, owner)) {
    yield texts.map((text) => ({
      at: toIso(text.receivedAt),
      direction: 'in',
      words: words(text.body),
      attachments: (JSON.parse(text.media) as Attachment[]).map(({ kind, latitude, longitude, label, address }) => ({
        kind: String(kind),
        latitude: latitude ?? null,
        longitude: longitude ?? null,
        label: label ?? null,
        address: address ?? null,
      })),
      outcome: null,
    }));
  }
}

async function* listReceived(
  trx: Transaction,
  { user: { phone }, since, isWithFiles = false }: Owner & { isWithFiles?: boolean },
): AsyncGenerator<Inbound[]> {
  if (phone === null) return;
  const conversation = await trx('conversations').where({ identity: phone }).first('conversationId');
  if (!conversation) return;
  yield* inBatches<Inbound>((last, limit) => {
    const texts = Inbound.query(trx)
      .where({ conversationId: conversation.conversationId })
      .orderBy(['receivedAt', 'inboxId'])
      .limit(limit);
    if (since) texts.where('receivedAt', '>', since);
    if (isWithFiles) texts.whereNot({ media: '[]' });
    return last ? startAfter(texts, last, ['receivedAt', 'inboxId']) : texts;
  });
}

/** What was sent to them as a member. */
function sentTo(trx: Transaction, words: ReadWords, { user: { userId } }: Pick<Owner, 'user'>) {
  return sent(words, () => Outbound.query(trx).where({ userId }));
}

/** What was sent to their number before they were a member. */
async function* earlyTo(trx: Transaction, words: ReadWords, { user: { phone }, since }: Owner) {
  if (phone === null) return;
  yield* sent(words, () => {
    const early = Outbound.query(trx).where({ identity: phone }).whereNull('userId');
    return since ? early.where('createdAt', '>', since) : early;
  });
}

async function* sent(words: ReadWords, query: () => ModelQuery<Outbound>): AsyncGenerator<ExportedText[]> {
  const batches = inBatches<Outbound>((last, limit) => {
    const messages = query().orderBy(['createdAt', 'outboxId']).limit(limit);
    return last ? startAfter(messages, last, ['createdAt', 'outboxId']) : messages;
  });
  for await (const messages of batches) {
    yield messages.map((message) => ({
      at: toIso(message.createdAt),
      direction: 'out',
      words: words(message.codeId === null ? message.payload : eraseDigits(message.payload)),
      attachments: [],
      outcome: message.deliveryStatus ?? String(message.status),
    }));
  }
}

/** When the previous owner of the number left. Undefined: nobody had it before. */
async function theirsSince(trx: Transaction, { phone, userId }: User): Promise<Date | undefined> {
  const before = await User.query(trx)
    .where({ phone, status: 'left' })
    .whereNot({ userId })
    .orderBy('leftAt', 'desc')
    .first();
  return before?.leftAt ?? undefined;
}
