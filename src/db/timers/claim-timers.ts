import type { Database, Transaction } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import { lockUnclaimed } from '#src/db/locking.ts';
import { claimRows } from '#src/db/queries/claim-rows.ts';
import { listValues } from '#src/db/queries/list-values.ts';
import type { Clock } from '#src/platform/clock.ts';
import { after } from '#src/platform/duration.ts';
import { Timer } from './timer.ts';

/** Spelled like the condition of its partial index: with a parameter, PostgreSQL's plan would read every timer. */
const IS_WAITING = "status = 'waiting'";

/** When the next timer is due, whether or not it is claimed. Takes no lock. */
export async function findNextDueAt(db: Database): Promise<Date | undefined> {
  const next = await db('timers').whereRaw(IS_WAITING).orderBy('dueAt').first('dueAt');
  return next && new Date(next.dueAt);
}

/** Polls without locks, because most polls find nothing. Leaves out timers that somebody has claimed. */
export async function isTimerDue(db: Database, now: Date): Promise<boolean> {
  return (await listDue(db, now).first('timerId')) !== undefined;
}

/**
 * Claims up to `limit` due timers for the length of the lease, the most important first. A timer that is no longer valid
 * expires. The attempt is counted now, so that an attempt which kills the process counts.
 */
export async function claimTimers(
  db: Database,
  clock: Clock,
  { limit, lease }: { limit: number; lease: number },
): Promise<Timer[]> {
  const now = clock.now();
  if (!(await isTimerDue(db, now))) return [];
  return inTransaction(db, async (trx) => {
    await expire(trx, now);
    const due = listDue(trx, now).orderBy(['priority', 'dueAt', 'timerId']).limit(limit);
    lockUnclaimed(trx, 'timers', due);
    const ids = await listValues<number>(due, 'timerId');
    const rows = await claimRows(trx, 'timers', ids, { leaseUntil: after(now, lease) });
    return rows.map((row) => Timer.fromDatabaseJson(row)).sort(byImportance);
  });
}

async function expire(trx: Transaction, now: Date): Promise<void> {
  const over = listDue(trx, now).where('validUntil', '<=', now);
  lockUnclaimed(trx, 'timers', over);
  const ids = await listValues<number>(over, 'timerId');
  if (ids.length === 0) return;
  await trx('timers').whereIn('timerId', ids).update({ status: 'expired', endedAt: now, leaseUntil: null });
}

function listDue(db: Database, now: Date) {
  return db('timers')
    .whereRaw(IS_WAITING)
    .where('dueAt', '<=', now)
    .where((free) => free.whereNull('leaseUntil').orWhere('leaseUntil', '<=', now));
}

function byImportance(one: Timer, other: Timer): number {
  return one.priority - other.priority || one.dueAt.getTime() - other.dueAt.getTime() || one.timerId - other.timerId;
}
