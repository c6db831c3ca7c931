import type { Transaction } from '#src/db/connect.ts';
import type { Clock } from '#src/platform/clock.ts';
import { audit } from '#src/volunteers/audit/audit.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { Inbound } from './inbound.ts';

/** Why a person reads a text that we could not read: at no question of a report, and after a report was begun. */
export const UNREAD_REASONS = { unread: 'not understood', begun: 'began a report' } as const;

/** A text that we could not handle alone, so that a coordinator should read it, with its sender. */
export interface TextToReview {
  text: Inbound;
  identity: string;
  channel: string;
}

/** The newest first. */
export async function listTextsToReview(
  trx: Transaction,
  { isReviewed, beforeId, limit }: { isReviewed: boolean; beforeId: number | undefined; limit: number },
): Promise<TextToReview[]> {
  const texts = Inbound.query(trx).where({ needsPerson: true }).orderBy('inboxId', 'desc').limit(limit);
  if (isReviewed) texts.whereNotNull('seenToAt');
  else texts.whereNull('seenToAt');
  if (beforeId !== undefined) texts.where('inboxId', '<', beforeId);
  return withSender(trx, await texts);
}

/** If it is reviewed already, the first coordinator stays. Undefined: there is no such text to review. */
export async function markTextReviewed(
  trx: Transaction,
  clock: Clock,
  { inboxId, coordinator, channel }: { inboxId: number; coordinator: User; channel: 'text' | 'api' },
): Promise<TextToReview | undefined> {
  const seen = await trx('inbox')
    .where({ inboxId, needsPerson: true })
    .whereNull('seenToAt')
    .update({ seenToAt: clock.now(), seenToBy: coordinator.userId });
  const text = await Inbound.query(trx).findOne({ inboxId, needsPerson: true });
  if (!text) return undefined;
  if (seen > 0) {
    const { userId: actorUserId } = coordinator;
    const subject = `conversation:${text.conversationId}`;
    await audit(trx, clock, { actorUserId, channel, action: 'message.seen_to', subject, after: { inboxId } });
  }
  const [found] = await withSender(trx, [text]);
  return found;
}

async function withSender(trx: Transaction, texts: Inbound[]): Promise<TextToReview[]> {
  const ids = [...new Set(texts.map(({ addressId }) => addressId))];
  const rows: { addressId: number; identity: string; channel: string }[] = await trx('addresses')
    .whereIn('addressId', ids)
    .select('addressId', 'identity', 'channel');
  const addressOf = new Map(rows.map((row) => [row.addressId, row]));
  return texts.map((text) => {
    const { identity = '', channel = 'sms' } = addressOf.get(text.addressId) ?? {};
    return { text, identity, channel };
  });
}
