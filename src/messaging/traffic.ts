import type { Knex } from 'knex';
import type { Database } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import type { Clock } from '#src/platform/clock.ts';

export interface Traffic {
  textsIn: number;
  textsWaiting: number;
  /** 0 if none waits. */
  oldestTextWaitingMs: number;
  needPerson: number;
  /** How many messages of each type are in each status. */
  messages: { messageType: string; status: string; total: number }[];
  messagesDue: number;
  oldestMessageDueMs: number;
  /** Photos and voice notes that are not fetched yet. */
  mediaWaiting: number;
}

/** What came in, went out and waits, over all processes. */
export function readTraffic(db: Database, clock: Clock): Promise<Traffic> {
  return inTransaction(db, async (trx) => {
    const now = clock.now();
    const waiting = trx('inbox').whereNull('handledAt');
    const due = trx('outbox').where({ status: 'queued' }).where('dueAt', '<=', now);
    const messages: { messageType: string; status: string; total: number | string }[] = await trx('outbox')
      .groupBy('messageType', 'status')
      .select('messageType', 'status')
      .count('* as total');
    return {
      textsIn: await countOf(trx('inbox')),
      textsWaiting: await countOf(waiting.clone()),
      oldestTextWaitingMs: await ageOf(waiting.clone().min('receivedAt as first'), now),
      needPerson: await countOf(trx('inbox').where({ needsPerson: true }).whereNull('seenToAt')),
      messages: messages.map((row) => ({ ...row, total: Number(row.total) })),
      messagesDue: await countOf(due.clone()),
      oldestMessageDueMs: await ageOf(due.clone().min('dueAt as first'), now),
      mediaWaiting: await countOf(trx('media').whereIn('status', ['queued', 'claimed'])),
    };
  });
}

async function countOf(rows: Knex.QueryBuilder): Promise<number> {
  const [row] = await rows.count('* as total');
  return Number(row?.total);
}

async function ageOf(rows: PromiseLike<{ first?: Date | number | null }[]>, now: Date): Promise<number> {
  const [row] = await rows;
  return row?.first == null ? 0 : Math.max(0, now.getTime() - new Date(row.first).getTime());
}
