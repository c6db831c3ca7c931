import type { Database, Transaction } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import { lockUnclaimed } from '#src/db/locking.ts';
import { claimRows } from '#src/db/queries/claim-rows.ts';
import { after, HOUR } from '#src/platform/duration.ts';
import { isTimerDue, listDueTimers } from './due-timers.ts';
import { isShort, Timer, type TimerKinds } from './timer.ts';

export interface TimerClaimRequest {
  kinds: TimerKinds;
  now: Date;
  limit: number;
  lease: number;
}

/** `expired`: timers that were due and no longer valid. They have ended. */
export interface TimerClaim {
  timers: Timer[];
  expired: Pick<Timer, 'timerId' | 'kind'>[];
}

/**
 * Claims due timers for the length of the lease, the most important first. Several are claimed together only if each is short
 * and is claimed for the first time: a timer that kills the process, or holds it up, takes no others along.
 *
 * The attempt is counted now, so that an attempt which kills the process counts. The claim commits without fsync, because a
 * power cut that undoes it does no harm.
 */
export async function claimTimers(db: Database, request: TimerClaimRequest): Promise<TimerClaim> {
  if (!(await isTimerDue(db, request.kinds, request.now))) return { timers: [], expired: [] };
  return inTransaction(db, (trx) => claim(trx, request), { isAsynchronous: true });
}

async function claim(trx: Transaction, { kinds, now, limit, lease }: TimerClaimRequest): Promise<TimerClaim> {
  const due = listDueTimers(trx, kinds, now).orderBy(['priority', 'dueAt', 'timerId']).limit(limit);
  lockUnclaimed(trx, 'timers', due);
  const found: Timer[] = (await due.select('*')).map((row: object) => Timer.fromDatabaseJson(row));
  const [expired, valid] = partition(found, ({ validUntil }) => validUntil !== null && validUntil <= now);
  await expire(trx, expired, now);
  const [first] = valid;
  if (!first) return { timers: [], expired };
  const isForBatch = (timer: Timer) => timer.attempts === 0 && isShort(kinds[timer.kind]);
  const chosen = isForBatch(first) ? valid.filter(isForBatch) : [first];
  const leaseUntil = after(now, leaseOf(first, lease));
  const ids = chosen.map(({ timerId }) => timerId);
  const rows = await claimRows(trx, 'timers', ids, { leaseUntil });
  return { timers: rows.map((row) => Timer.fromDatabaseJson(row)).sort(byImportance), expired };
}

async function expire(trx: Transaction, timers: readonly Timer[], now: Date): Promise<void> {
  if (timers.length === 0) return;
  const ids = timers.map(({ timerId }) => timerId);
  await trx('timers').whereIn('timerId', ids).update({ status: 'expired', endedAt: now, leaseUntil: null });
}

/** It grows with the attempts. So a timer that kills the process each time leaves time between for everything else. */
function leaseOf({ attempts }: Timer, lease: number): number {
  return Math.min(lease * 2 ** Math.min(attempts, 10), Math.max(lease, HOUR));
}

function byImportance(one: Timer, other: Timer): number {
  return one.priority - other.priority || one.dueAt.getTime() - other.dueAt.getTime() || one.timerId - other.timerId;
}

function partition<Item>(items: readonly Item[], isFirst: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))];
}
