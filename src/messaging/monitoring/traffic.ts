import type { Knex } from 'knex';
import type { Database } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import type { Clock } from '#src/platform/clock.ts';
import { MINUTE } from '#src/platform/duration.ts';

export interface Traffic {
  textsIn: number;
  textsWaiting: number;
  /** 0 if no text waits. */
  oldestTextWaitingMs: number;
  needPerson: number;
  /** How many messages of each type are in each status. */
  messages: { messageType: string; status: string; total: number }[];
  messagesDue: number;
  oldestMessageDueMs: number;
  /** The number of photos and voice notes that are not fetched yet. */
  mediaWaiting: number;
}

/** Counted over all rows: for some millions of them this takes a second. The figures change little within a minute. */
type Tallies = Pick<Traffic, 'textsIn' | 'messages'>;

const TALLY_INTERVAL_MS = MINUTE;

/** Inbound, outbound and waiting messages, over all processes. */
export async function readTraffic(db: Database, clock: Clock): Promise<Traffic> {
  return { ...(await readQueues(db, clock)), ...(await readTallies(db)) };
}

/** The same for frequent callers: totals over all rows are counted once a minute at most. */
export function createTrafficMeter(db: Database, clock: Clock): () => Promise<Traffic> {
  let tallied: { at: number; tallies: Tallies } | undefined;
  return async () => {
    const queues = await readQueues(db, clock);
    const at = performance.now();
    if (!tallied || at - tallied.at >= TALLY_INTERVAL_MS) tallied = { at, tallies: await readTallies(db) };
    return { ...queues, ...tallied.tallies };
  };
}

/** Counts waiting rows. Partial indexes hold just these. */
function readQueues(db: Database, clock: Clock): Promise<Omit<Traffic, keyof Tallies>> {
  return inTransaction(db, async (trx) => {
    const now = clock.now();
    const waiting = trx('inbox').whereNull('handledAt');
    const due = trx('outbox').where({ status: 'queued' }).where('dueAt', '<=', now);
    return {
      textsWaiting: await countOf(waiting.clone()),
      oldestTextWaitingMs: await ageOf(waiting.clone().min('receivedAt as first'), now),
      needPerson: await countOf(trx('inbox').where(trx.raw('needs_person')).whereNull('seenToAt')),
      messagesDue: await countOf(due.clone()),
      oldestMessageDueMs: await ageOf(due.clone().min('dueAt as first'), now),
      mediaWaiting: await countOf(trx('media').whereIn('status', ['queued', 'claimed'])),
    };
  });
}

/** Outside of a transaction, which would hold SQLite's writer lock for a second. */
async function readTallies(db: Database): Promise<Tallies> {
  const messages: { messageType: string; status: string; total: number | string }[] = await db('outbox')
    .groupBy('messageType', 'status')
    .select('messageType', 'status')
    .count('* as total');
  return {
    textsIn: await countOf(db('inbox')),
    messages: messages.map((row) => ({ ...row, total: Number(row.total) })),
  };
}

async function countOf(rows: Knex.QueryBuilder): Promise<number> {
  const [row] = await rows.count('* as total');
  return Number(row?.total);
}

async function ageOf(rows: PromiseLike<{ first?: Date | number | null }[]>, now: Date): Promise<number> {
  const [row] = await rows;
  return row?.first == null ? 0 : Math.max(0, now.getTime() - new Date(row.first).getTime());
}
