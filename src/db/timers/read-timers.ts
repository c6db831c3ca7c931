import type { Knex } from 'knex';
import type { Database, Transaction } from '#src/db/connect.ts';
import { findRunningSince } from '#src/db/monitoring/uptime.ts';
import { before, MINUTE } from '#src/platform/duration.ts';
import { IS_WAITING } from './due-timers.ts';
import { Timer, type TimerStatus } from './timer.ts';

/** Longer than a restart takes, and longer than a run of everything that became due meanwhile. */
const LATE_AFTER = 5 * MINUTE;

/** Timers of one kind that are due. */
export interface DueTimers {
  kind: string;
  total: number;
  /** When the first of them was due. */
  since: Date;
}

export interface TimerState {
  /** The number of timers that have not ended. */
  waiting: number;
  /** From before a restore, until `npm run resume`. */
  held: number;
  /** The number of waiting timers whose last attempt failed. */
  failing: number;
  /** The kinds of which some are due, without those that wait for another attempt. */
  due: DueTimers[];
}

/** Over all processes. Takes no lock. */
export async function readTimerState(db: Database, now: Date): Promise<TimerState> {
  // spelled like the condition of a partial index
  const rows: { status: TimerStatus; total: number | string; failing: number | string }[] = await db('timers')
    .whereRaw("status in ('waiting', 'held')")
    .groupBy('status')
    .select('status')
    .count('* as total')
    .count('outcome as failing');
  const [waiting, held] = ['waiting', 'held'].map((status) => rows.find((row) => row.status === status));
  return {
    waiting: Number(waiting?.total ?? 0),
    held: Number(held?.total ?? 0),
    failing: Number(waiting?.failing ?? 0),
    due: await listDueKinds(db, now),
  };
}

/**
 * The kinds of which some are late. After an outage, timers get their full time before they count as late, so that a service
 * that has just been started is ready.
 */
export async function listLateKinds(db: Database, now: Date): Promise<DueTimers[]> {
  const late = await listDueKinds(db, before(now, LATE_AFTER));
  if (late.length === 0) return [];
  const runningSince = await findRunningSince(db);
  return runningSince && runningSince > before(now, LATE_AFTER) ? [] : late;
}

/** One that failed waits for another attempt. It must not make the service count as late for as long as it fails. */
async function listDueKinds(db: Database, until: Date): Promise<DueTimers[]> {
  const rows: { kind: string; total: number | string; since: Date | number }[] = await db('timers')
    .whereRaw(IS_WAITING)
    .where('dueAt', '<=', until)
    .whereNull('outcome')
    .groupBy('kind')
    .orderBy('since')
    .select('kind')
    .count('* as total')
    .min('dueAt as since');
  return rows.map(({ kind, total, since }) => ({ kind, total: Number(total), since: new Date(since) }));
}

/** How many timers of each kind ended, and how. Ended timers are kept for a while only. */
export async function countEndedTimers(db: Database): Promise<{ kind: string; status: TimerStatus; total: number }[]> {
  const rows: { kind: string; status: TimerStatus; total: number | string }[] = await db('timers')
    .whereNotNull('endedAt')
    .groupBy('kind', 'status')
    .select('kind', 'status')
    .count('* as total');
  return rows.map((row) => ({ ...row, total: Number(row.total) }));
}

/** How many timers failed for good since then. */
export async function countFailedTimers(db: Database, since: Date): Promise<number> {
  const [row] = await db('timers').where({ status: 'failed' }).where('endedAt', '>=', since).count('* as total');
  return Number(row?.total);
}

/** The timers of a person that have not ended, and those that are about one of these subjects and of nobody. By due time. */
export async function listTimersOf(
  trx: Transaction,
  { userId, subjects, limit }: { userId: number | undefined; subjects: readonly string[]; limit: number },
): Promise<Timer[]> {
  return Timer.query(trx)
    .whereRaw("status in ('waiting', 'held')")
    .where((theirs) => {
      theirs.where((nobodys) => nobodys.whereNull('userId').whereIn('subject', [...subjects]));
      if (userId !== undefined) theirs.orWhere({ userId });
    })
    .orderBy(['dueAt', 'timerId'])
    .limit(limit);
}

/** The waiting timers that are due first. */
export async function listNextTimers(db: Database, limit: number): Promise<Timer[]> {
  const next: Knex.QueryBuilder = db('timers').whereRaw(IS_WAITING).orderBy(['dueAt', 'timerId']).limit(limit);
  return (await next).map((row: object) => Timer.fromDatabaseJson(row));
}
