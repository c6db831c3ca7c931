import type { Database } from '#src/db/connect.ts';
import type { TimerKinds } from './timer.ts';

/** Spelled like the condition of its partial index: with a parameter, PostgreSQL's plan would read every timer. */
export const IS_WAITING = "status = 'waiting'";

/**
 * Timers that may be claimed now. Kinds that this version does not know are left out: during an upgrade, they are for the
 * processes of the newer version.
 */
export function listDueTimers(db: Database, kinds: TimerKinds, now: Date) {
  return ofKinds(db, kinds)
    .where('dueAt', '<=', now)
    .where((free) => free.whereNull('leaseUntil').orWhere('leaseUntil', '<=', now));
}

/** Polls without locks, because most polls find nothing. Without the order, PostgreSQL's plan would read every timer. */
export async function isTimerDue(db: Database, kinds: TimerKinds, now: Date): Promise<boolean> {
  return (await listDueTimers(db, kinds, now).orderBy('dueAt').first('timerId')) !== undefined;
}

/** When the next timer becomes due. Timers that are due already do not count. */
export async function findNextDueAt(db: Database, kinds: TimerKinds, now: Date): Promise<Date | undefined> {
  const next = await ofKinds(db, kinds).where('dueAt', '>', now).orderBy('dueAt').first('dueAt');
  return next && new Date(next.dueAt);
}

/** When the next due timer may be claimed that is claimed now, or that waits after a failure. */
export async function findNextClaimAt(db: Database, kinds: TimerKinds, now: Date): Promise<Date | undefined> {
  const [next] = await ofKinds(db, kinds)
    .where('dueAt', '<=', now)
    .where('leaseUntil', '>', now)
    .min('leaseUntil as first');
  return next?.first == null ? undefined : new Date(next.first);
}

/** Whether some process is running a timer now. One that waits after a failure does not count. */
export async function isTimerRunning(db: Database, kinds: TimerKinds, now: Date): Promise<boolean> {
  const running = ofKinds(db, kinds).where('dueAt', '<=', now).where('leaseUntil', '>', now).whereNull('outcome');
  return (await running.orderBy('dueAt').first('timerId')) !== undefined;
}

function ofKinds(db: Database, kinds: TimerKinds) {
  return db('timers').whereRaw(IS_WAITING).whereIn('kind', Object.keys(kinds));
}
