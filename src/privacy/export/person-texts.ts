import type { Transaction } from '#src/db/connect.ts';
import { Inbound } from '#src/messaging/inbox/inbound.ts';
import type { Attachment } from '#src/messaging/inbox/inbound-message.ts';
import { Media } from '#src/messaging/media/media.ts';
import { Outbound } from '#src/messaging/outbox/outbound.ts';
import { toIso } from '#src/platform/iso.ts';
import { User } from '#src/volunteers/people/user.ts';
import { eraseDigits } from '#src/volunteers/sign-in/end-code.ts';
import type { ReadWords } from './read-words.ts';

/** Texts in both directions, oldest first. Erased words are empty. */
export async function readTexts(trx: Transaction, words: ReadWords, user: User) {
  const received = (await receivedFrom(trx, user)).map((text) => ({
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
    outcome: null as string | null,
  }));
  const sent = (await sentTo(trx, user)).map((message) => ({
    at: toIso(message.createdAt),
    direction: 'out',
    words: words(message.codeId === null ? message.payload : eraseDigits(message.payload)),
    attachments: [],
    outcome: message.deliveryStatus ?? String(message.status),
  }));
  return [...received, ...sent].sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
}

export async function readFiles(trx: Transaction, user: User) {
  const texts = await receivedFrom(trx, user);
  const inboxIds = texts.filter(({ media }) => media !== '[]').map(({ inboxId }) => inboxId);
  const files = await Media.query(trx).whereIn('inboxId', inboxIds).orderBy('mediaId');
  return files.map((file) => ({
    media_id: file.mediaId,
    kind: String(file.kind),
    status: String(file.status),
    content_type: file.contentType,
    size_bytes: file.sizeBytes,
    received_at: toIso(file.createdAt),
  }));
}

async function receivedFrom(trx: Transaction, user: User): Promise<Inbound[]> {
  const { phone } = user;
  if (phone === null) return [];
  const conversation = trx('conversations').where({ identity: phone }).select('conversationId');
  const texts = Inbound.query(trx).whereIn('conversationId', conversation).orderBy('inboxId');
  const since = await theirsSince(trx, user);
  return since ? texts.where('receivedAt', '>', since) : texts;
}

async function sentTo(trx: Transaction, user: User): Promise<Outbound[]> {
  const { phone, userId } = user;
  const since = await theirsSince(trx, user);
  return Outbound.query(trx)
    .where((theirs) => {
      theirs.where({ userId });
      if (phone === null) return;
      theirs.orWhere((early) => {
        early.where({ identity: phone }).whereNull('userId');
        if (since) early.where('createdAt', '>', since);
      });
    })
    .orderBy('outboxId');
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
