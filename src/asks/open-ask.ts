import type { Transaction } from '#src/db/connect.ts';
import { scheduleTimers, type TimerTools } from '#src/db/timers/schedule-timers.ts';
import { TIMER_PRIORITY } from '#src/db/timers/timer.ts';
import { Ask, type AskKind, classOf } from './ask.ts';
import { ASK_EXPIRY, endOpenAsks, subjectOf } from './end-ask.ts';
import { listOpenAsks } from './list-asked-questions.ts';
import { rosterQuestionDueAt } from './safety-asks.ts';

/** More transactions than open an ask to one person at the same moment. */
const MOST_ROUNDS = 20;

export interface NewAsk {
  kind: AskKind;
  key: string;
  identity: string;
  userId?: number;
  subject: string;
  ref: string;
  payload?: object;
  deadlineAt: Date | null;
}

/**
 * Opens an ask. The caller queues its question, with `askId`, in the same transaction, due at `sendAt` at the earliest. It ends
 * the person's older asks about the same subject. Returns undefined if the key was used before.
 */
export async function openAsk(
  trx: Transaction,
  tools: TimerTools,
  { kind, key, identity, userId, subject, ref, payload = {}, deadlineAt }: NewAsk,
): Promise<{ ask: Ask; sendAt: Date } | undefined> {
  const now = tools.clock.now();
  const isRoster = classOf(kind) === 'roster';
  const values = {
    ...{ kind, key, identity, userId: userId ?? null, subject, ref },
    ...{ payload: JSON.stringify(payload), openedAt: now, deadlineAt, status: 'open' },
  };
  let row: object | undefined;
  for (let round = 0; !row; round += 1) {
    if (round === MOST_ROUNDS) throw new Error(`another open ask is in the way of ${key}`);
    if (await trx('asks').where({ key }).first('askId')) return undefined;
    await endOpenAsks(trx, tools.clock, {
      status: 'superseded',
      // a ref is used again some day, and an answer by ref must find one ask
      which: (asks) => void asks.where({ identity }).where((same) => same.where({ subject }).orWhere({ kind, ref })),
    });
    // if another transaction has opened one in the meantime, the next round finds it
    [row] = await trx('asks').insert(values).onConflict().ignore().returning('*');
  }
  const ask: Ask = Ask.fromDatabaseJson(row);
  if (deadlineAt) {
    const timer = { kind: ASK_EXPIRY, key: `${ASK_EXPIRY}:${ask.askId}`, subject: subjectOf(ask) };
    await scheduleTimers(trx, tools, [{ ...timer, priority: TIMER_PRIORITY.ask, dueAt: deadlineAt }]);
  }
  const sendAt = isRoster ? rosterQuestionDueAt(now, await listOpenAsks(trx, identity)) : now;
  return { ask, sendAt };
}
