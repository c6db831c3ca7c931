import type { Knex } from 'knex';
import type { Transaction } from '#src/db/connect.ts';
import { lockFound } from '#src/db/locking.ts';
import { listValues } from '#src/db/queries/list-values.ts';
import { endTimers } from '#src/db/timers/schedule-timers.ts';
import type { Clock } from '#src/platform/clock.ts';
import { Ask } from './ask.ts';
import { IS_OPEN } from './list-asked-questions.ts';

/** The kind of timer that ends an ask at its deadline. Its subject is `ask:<id>`. */
export const ASK_EXPIRY = 'ask_expiry';

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

/** The asks ask about something that is over, for everybody or for this person. Their questions are no longer sent. */
export async function withdrawAsks(
  trx: Transaction,
  { clock }: { clock: Clock },
  about: { subject: string; userId?: number } | { userId: number } | { identity: string },
): Promise<void> {
  await endOpenAsks(trx, clock, { status: 'withdrawn', which: (asks) => void asks.where(about) });
}

/** Ends the open asks among these. */
export async function endOpenAsks(
  trx: Transaction,
  clock: Clock,
  { status, which }: { status: 'superseded' | 'withdrawn'; which: (asks: Knex.QueryBuilder) => void },
): Promise<void> {
  const open = trx('asks').whereRaw(IS_OPEN).orderBy('askId');
  which(open);
  // in the order of their ids, so that two transactions never wait for each other
  lockFound(trx, 'asks', open);
  const ids = await listValues<number>(open, 'askId');
  for (const askId of ids) {
    if (!(await endAsk(trx, clock, askId, { status }))) continue;
    await endTimers(trx, clock, { subject: subjectOf({ askId }), kinds: [ASK_EXPIRY] });
  }
}

async function endAsk(trx: Transaction, clock: Clock, askId: number, change: object): Promise<Ask | undefined> {
  const [row] = await trx('asks')
    .where({ askId, status: 'open' })
    .update({ ...change, endedAt: clock.now() })
    .returning('*');
  return row && Ask.fromDatabaseJson(row);
}

export function subjectOf({ askId }: Pick<Ask, 'askId'>): string {
  return `ask:${askId}`;
}
