import type { Transaction } from '#src/db/connect.ts';
import { inChunks } from '#src/db/queries/in-chunks.ts';
import type { SentText } from '#src/messaging/archive.ts';
import { findSendingHold } from '#src/messaging/limits/sending-hold.ts';
import { LAST_URGENT_RANK } from '#src/messaging/outbox/message-types.ts';
import { Outbound } from '#src/messaging/outbox/outbound.ts';
import { comparableText } from '#src/messaging/segments/comparable-text.ts';
import { reasonToCancel } from '#src/messaging/sending/begin-sending.ts';
import type { Delivery } from '#src/messaging/sending/delivery.ts';
import { before, HOUR, SECOND } from '#src/platform/duration.ts';
import { isOptedOut } from '#src/volunteers/numbers/opt-out.ts';

/** An older answer would only confuse the person who asked. Alarms, codes and notices have expiry times of their own. */
const ANSWER_LASTS = 6 * HOUR;
/** Twilio's times are in whole seconds. */
const MARGIN = 5 * SECOND;

export type ResumeDecision =
  | { action: 'send' }
  /** The provider has sent it. */
  | { action: 'alreadySent'; sent: SentText }
  | { action: 'cancel'; reason: string };

export interface PlannedMessage {
  message: Outbound;
  /** It may have been sent at this time or later. */
  since: Date;
  decision: ResumeDecision;
}

/** Messages that wait for `npm run resume`, the most urgent first. */
export async function listHeld(trx: Transaction): Promise<{ message: Outbound; since: Date }[]> {
  const hold = await findSendingHold(trx);
  const waiting = Outbound.query(trx).where({ status: 'held' });
  // during a hold, less urgent messages are queued but not claimed
  if (hold) waiting.orWhere((queued) => queued.where({ status: 'queued' }).where('rank', '>', LAST_URGENT_RANK));
  const messages = await waiting.orderBy(['rank', 'createdAt', 'outboxId']);
  return messages.map((message) => ({
    message,
    since: message.unknownAt ?? message.sendingAt ?? hold?.backupMadeAt ?? message.createdAt,
  }));
}

/** Decides about each held message, given the texts that the provider has sent for us. Changes nothing. */
export async function planResume(
  trx: Transaction,
  delivery: Pick<Delivery, 'clock' | 'reasonNotToSend'>,
  sent: readonly SentText[],
): Promise<PlannedMessage[]> {
  const free = await withoutThoseOf(trx, sent);
  const planned: PlannedMessage[] = [];
  for (const { message, since } of await listHeld(trx)) {
    const match = takeSame(free, message, since);
    const decision: ResumeDecision = match
      ? { action: 'alreadySent', sent: match }
      : await decisionOf(trx, delivery, { message, since });
    planned.push({ message, since, decision });
  }
  return planned;
}

/** Sent texts that do not belong to a message of ours yet, by recipient and words. */
async function withoutThoseOf(trx: Transaction, sent: readonly SentText[]): Promise<Map<string, SentText[]>> {
  const sids = sent.map(({ providerSid }) => providerSid);
  const known: { providerSid: string }[] = await inChunks(sids, (chunk) =>
    trx('outbox').whereIn('providerSid', chunk).select('providerSid'),
  );
  const taken = new Set(known.map(({ providerSid }) => providerSid));
  return Map.groupBy(
    sent.filter(({ providerSid }) => !taken.has(providerSid)),
    ({ to, body }) => wordsTo(to, body),
  );
}

/** Takes the first sent text that can be this message, so that no other message gets it. */
function takeSame(free: Map<string, SentText[]>, message: Outbound, since: Date): SentText | undefined {
  const same = free.get(wordsTo(message.recipient, message.payload)) ?? [];
  const index = same.findIndex(({ at }) => at >= before(since, MARGIN));
  return index < 0 ? undefined : same.splice(index, 1)[0];
}

function wordsTo(to: string, body: string): string {
  return `${to} ${comparableText(body)}`;
}

async function decisionOf(
  trx: Transaction,
  delivery: Pick<Delivery, 'clock' | 'reasonNotToSend'>,
  { message, since }: { message: Outbound; since: Date },
): Promise<ResumeDecision> {
  const hasStopped = await isOptedOut(trx, message.identity);
  const reason = await reasonToCancel(trx, delivery, { message, isOptedOut: hasStopped });
  if (reason !== undefined) return { action: 'cancel', reason };
  const isStale = message.messageType === 'answer' && since <= before(delivery.clock.now(), ANSWER_LASTS);
  return isStale ? { action: 'cancel', reason: 'an answer from too long ago' } : { action: 'send' };
}
