import { compareHanded, type Handed } from '#src/asks/handed.ts';
import { asksSomething } from '#src/conversation/machine/step.ts';
import type { Turn } from '#src/conversation/turn.ts';
import type { Outbound } from '#src/messaging/outbox/outbound.ts';
import { HANDED_OVER } from '#src/messaging/outbox/outbound-status.ts';
import { findBooking } from '#src/roster/bookings/booking.ts';

/** One text has fewer replies than this. */
const MOST_REPLIES = 10;

/**
 * When the question of the dialogue was handed to the provider; `waiting`: not yet. A coordinator who writes to the person asks
 * something too. Undefined: nothing is asked, or the text names something else with `ref`.
 */
export async function findDialogueQuestion(
  turn: Turn,
  ref: string | undefined,
): Promise<Handed | 'waiting' | undefined> {
  const { dialogue, relayedSince } = turn;
  const relayed = relayedSince && knownOnlyAs(relayedSince);
  if (!asksSomething(dialogue)) return ref === undefined ? relayed : undefined;
  if (ref !== undefined && !(await isAbout(turn, ref))) return undefined;
  const handed = await findHandedReply(turn);
  if (handed === undefined) return relayed ?? 'waiting';
  return relayed && compareHanded(relayed, handed) > 0 ? relayed : handed;
}

/** Whether the question of the dialogue is about the booking with this ref. */
async function isAbout({ trx, dialogue }: Turn, ref: string): Promise<boolean> {
  const { bookingId } = dialogue.context;
  return bookingId !== null && (await findBooking(trx, bookingId))?.ref === ref;
}

type Reply = Pick<Outbound, 'outboxId' | 'status'> & Record<'sendingAt' | 'sentAt', Date | number | null>;

/** The last of the replies that asked the question. Undefined: it was not handed over. */
async function findHandedReply({ trx, questionInboxId, lastTextAt, text }: Turn): Promise<Handed | undefined> {
  // a version that did not store it asked at the last text at the latest
  if (questionInboxId === null) return knownOnlyAs(lastTextAt ?? text.receivedAt);
  const keys = Array.from({ length: MOST_REPLIES }, (_, index) => `inbox:${questionInboxId}:answer:${index}`);
  const [last]: Reply[] = await trx('outbox')
    .whereIn('idempotencyKey', keys)
    .orderBy('outboxId', 'desc')
    .limit(1)
    .select('outboxId', 'status', 'sendingAt', 'sentAt');
  // retention has erased it
  if (!last) return knownOnlyAs(lastTextAt ?? text.receivedAt);
  const at = last.sendingAt ?? last.sentAt;
  return at === null || !HANDED_OVER.includes(last.status) ? undefined : { at: new Date(at), outboxId: last.outboxId };
}

/** Without the row of the outbox, a question of the same instant does not count as newer. */
export function knownOnlyAs(at: Date): Handed {
  return { at, outboxId: Number.POSITIVE_INFINITY };
}
