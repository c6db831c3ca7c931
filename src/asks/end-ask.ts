import type { Transaction } from '#src/db/connect.ts';
import { endTimers } from '#src/db/timers/schedule-timers.ts';
import type { Clock } from '#src/platform/clock.ts';
import { Ask } from './ask.ts';
import { ASK_EXPIRY, subjectOf } from './open-ask.ts';

export interface AskAnswer {
  askId: number;
  answer: string;
  /** The text that answers. It answers one ask. */
  inboxId?: number;
}

/**
 * Answers an open ask. Its effect belongs into the same transaction. Returns undefined if the ask has ended before: then the
 * answer must have no effect. Of an answer and an expiry at the same moment, one finds the ask open.
 */
export async function answerAsk(
  trx: Transaction,
  clock: Clock,
  { askId, answer, inboxId }: AskAnswer,
): Promise<Ask | undefined> {
  const ask = await endAsk(trx, clock, askId, { status: 'answered', answer, inboxId: inboxId ?? null });
  if (ask) await endTimers(trx, clock, { subject: subjectOf(ask), kinds: [ASK_EXPIRY] });
  return ask;
}

/** Nobody answered until the deadline. Returns undefined if the ask has ended before. */
export async function expireAsk(trx: Transaction, clock: Clock, askId: number): Promise<Ask | undefined> {
  return endAsk(trx, clock, askId, { status: 'expired' });
}

async function endAsk(trx: Transaction, clock: Clock, askId: number, change: object): Promise<Ask | undefined> {
  const [row] = await trx('asks')
    .where({ askId, status: 'open' })
    .update({ ...change, endedAt: clock.now() })
    .returning('*');
  return row && Ask.fromDatabaseJson(row);
}
