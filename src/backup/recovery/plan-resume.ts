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

/** Past this an answer only puzzles whoever asked. Alarms, codes and notices have their own ends. */
const ANSWER_LASTS = 6 * HOUR;
/** Twilio's times are whole seconds. */
const MARGIN = 5 * SECOND;

export type ResumeDecision =
  | { fate: 'send' }
  /** The provider has it. */
  | { fate: 'left'; sent: SentText }
  | { fate: 'drop'; reason: string };

export interface PlannedMessage {
  message: Outbound;
  /** It may have left since then. */
  since: Date;
  fate: ResumeDecision;
}

/** Everything that waits for `npm run resume`, the most urgent first, with the instant since which it may have left. */
export async function listHeld(trx: Transaction): Promise<{ message: Outbound; since: Date }[]> {
  const hold = await findSendingHold(trx);
  const waiting = Outbound.query(trx).where({ status: 'held' });
  // what nobody waits for is held back when it is claimed
  if (hold) waiting.orWhere((queued) => queued.where({ status: 'queued' }).where('rank', '>', LAST_URGENT_RANK));
  const messages = await waiting.orderBy(['rank', 'createdAt', 'outboxId']);
  return messages.map((message) => ({
    message,
    since: message.unknownAt ?? message.sendingAt ?? hold?.backupMadeAt ?? message.createdAt,
  }));
}

/** What is to become of each, given what the provider has sent for us. Changes nothing. */
export async function planResume(
  trx: Transaction,
  delivery: Pick<Delivery, 'clock' | 'reasonNotToSend'>,
  sent: readonly SentText[],
): Promise<PlannedMessage[]> {
  const free = await withoutThoseOf(trx, sent);
  const planned: PlannedMessage[] = [];
  for (const { message, since } of await listHeld(trx)) {
    const match = takeSame(free, message, since);
    const fate: ResumeDecision = match
      ? { fate: 'left', sent: match }
      : await fateOf(trx, delivery, { message, since });
    planned.push({ message, since, fate });
  }
  return planned;
}

/** An equal text that another message is known to have become is not this one. */
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

/** The first that left, and nobody else gets it. */
function takeSame(free: Map<string, SentText[]>, message: Outbound, since: Date): SentText | undefined {
  const same = free.get(wordsTo(message.recipient, message.payload)) ?? [];
  const index = same.findIndex(({ at }) => at >= before(since, MARGIN));
  return index < 0 ? undefined : same.splice(index, 1)[0];
}

function wordsTo(to: string, body: string): string {
  return `${to} ${comparableText(body)}`;
}

async function fateOf(
  trx: Transaction,
  delivery: Pick<Delivery, 'clock' | 'reasonNotToSend'>,
  { message, since }: { message: Outbound; since: Date },
): Promise<ResumeDecision> {
  const hasStopped = await isOptedOut(trx, message.identity);
  const reason = await reasonToCancel(trx, delivery, { message, isOptedOut: hasStopped });
  if (reason !== undefined) return { fate: 'drop', reason };
  const isStale = message.messageType === 'answer' && since <= before(delivery.clock.now(), ANSWER_LASTS);
  return isStale ? { fate: 'drop', reason: 'an answer from too long ago' } : { fate: 'send' };
}
