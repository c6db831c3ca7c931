import type { Knex } from 'knex';
import type { Database, Transaction } from '#src/db/connect.ts';
import { lockUnclaimed } from '#src/db/locking.ts';
import { LAST_URGENT_RANK } from '#src/messaging/outbox/message-types.ts';
import type { Channel } from '#src/messaging/sender.ts';
import { optOutOf } from '#src/volunteers/numbers/opt-out.ts';

export interface DueQuery {
  limit: number;
  /** Recipients to leave out. */
  except?: readonly string[];
  /** A further condition. */
  only: (due: Knex.QueryBuilder) => void;
}

export interface Due {
  outboxId: number;
  identity: string;
  rank: number;
  channel: Channel;
  segments: number;
  /** Whether the recipient has said STOP. */
  isOptedOut: boolean;
}

/** Spelled like the condition of its partial index: with a parameter, PostgreSQL's plan would read every message ever sent. */
const IS_QUEUED = "status = 'queued'";

/** Polls without locks, because half of all polls find nothing and a claim takes a lock and a commit. */
export async function pollDue(db: Database, now: Date): Promise<{ isDue: boolean; isPaused: boolean }> {
  const isDue = db('outbox').whereRaw(IS_QUEUED).where('dueAt', '<=', now).select(db.raw('1'));
  const isPaused = db('sender_pauses').select(db.raw('1'));
  const [row] = await db.select(db.raw('exists ? as due', [isDue]), db.raw('exists ? as paused', [isPaused]));
  return { isDue: Boolean(row.due), isPaused: Boolean(row.paused) };
}

/** Whether a message is due or being sent, by whichever process. */
export async function isAnyUnderWay(db: Database, now: Date): Promise<boolean> {
  if ((await pollDue(db, now)).isDue) return true;
  // spelled like its partial index
  return (await db('outbox').whereRaw("status in ('claimed', 'sending')").first('outboxId')) !== undefined;
}

/**
 * Whether a message is due that its reader waits for with the phone in hand, so that the next claim should not wait for more.
 * A booking through the API has its answer there already, and one by text is answered by a reply.
 */
export async function isReaderWaiting(db: Database, now: Date): Promise<boolean> {
  const row = await db('outbox')
    .whereRaw(IS_QUEUED)
    .where('rank', '<=', LAST_URGENT_RANK)
    .where('dueAt', '<=', now)
    .whereNot({ messageType: 'booking_confirmation' })
    .first('outboxId');
  return row !== undefined;
}

/**
 * The first due message of each recipient who has none in flight, the most urgent first. It queries again without the
 * recipients found so far, because one recipient's long queue may fill a whole page.
 */
export async function listDue(trx: Transaction, now: Date, { limit, except = [], only }: DueQuery): Promise<Due[]> {
  const first = new Map<string, Due>();
  while (first.size < limit) {
    const left = limit - first.size;
    const rows = await listRows(trx, now, { only, limit: left, except: [...except, ...first.keys()] });
    for (const row of rows) if (!first.has(row.identity)) first.set(row.identity, row);
    if (rows.length < left) break;
  }
  return [...first.values()];
}

async function listRows(
  trx: Transaction,
  now: Date,
  { limit, except, only }: Required<Omit<DueQuery, 'except'>> & { except: string[] },
): Promise<Due[]> {
  const due = trx('outbox as o')
    .whereRaw(`o.${IS_QUEUED}`)
    .where('o.dueAt', '<=', now)
    .whereNotIn('o.identity', except)
    .whereNotExists((busy) => {
      busy
        .select(trx.raw('1'))
        .from('outbox as f')
        // spelled like its partial index: otherwise SQLite reads every message that this person was ever sent
        .whereRaw("f.status in ('claimed', 'sending')")
        .whereRaw('f.identity = o.identity');
    })
    .orderBy(['o.rank', 'o.dueAt', 'o.outboxId'])
    .limit(limit)
    .select('o.outboxId', 'o.identity', 'o.rank', 'o.channel', 'o.segments')
    .select(trx.raw('exists ? as is_opted_out', [optOutOf(trx, 'o.identity')]));
  only(due);
  lockUnclaimed(trx, 'outbox', due);
  const rows: (Omit<Due, 'isOptedOut'> & { isOptedOut: boolean | 0 | 1 })[] = await due;
  return rows.map((row) => ({ ...row, isOptedOut: Boolean(row.isOptedOut) }));
}
