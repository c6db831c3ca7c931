import type { Database, Transaction } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import { lockUnclaimed } from '#src/db/locking.ts';
import { inChunks } from '#src/db/queries/in-chunks.ts';
import { listValues } from '#src/db/queries/list-values.ts';
import type { Clock } from '#src/platform/clock.ts';
import { type NewTimer, scheduleTimers, type TimerTools } from './schedule-timers.ts';
import { Timer } from './timer.ts';

/** Spelled like the condition of the partial index: with parameters, the plan would read every timer. */
const IS_NOT_ENDED = "status in ('waiting', 'held')";

/** All timers of these kinds that the subjects should have. */
export interface TimerPlan {
  subjects: readonly string[];
  kinds: readonly string[];
  timers: readonly NewTimer[];
}

interface Differences {
  missing: NewTimer[];
  /** They were ended as not needed, and are needed again. */
  revived: Change[];
  /** They have another due time or validity now. */
  changed: Change[];
  surplus: Timer[];
}

interface Change {
  timer: Timer;
  next: NewTimer;
}

/**
 * Makes the waiting timers of these subjects those of the plan. A timer that has run is not scheduled again. A running timer is
 * left alone: its own check finds whether it still applies. Changes nothing if called again.
 */
export async function planTimers(trx: Transaction, tools: TimerTools, plan: TimerPlan): Promise<void> {
  const { missing, revived, changed, surplus } = await compareTimers(trx, tools.clock, plan);
  await scheduleTimers(trx, tools, missing);
  const free = await lockFree(trx, tools.clock, [...changed.map(({ timer }) => timer), ...surplus]);
  const isFree = ({ timerId }: Timer) => free.has(timerId);
  for (const { timer, next } of changed.filter((change) => isFree(change.timer))) {
    await trx('timers').where({ timerId: timer.timerId }).update(timesOf(next));
  }
  for (const { timer, next } of revived) {
    const status = tools.heldSince ? 'held' : 'waiting';
    const begun = { status, attempts: 0, endedAt: null, outcome: null };
    await trx('timers')
      .where({ timerId: timer.timerId, status: 'not_needed' })
      .update({ ...begun, ...timesOf(next) });
  }
  const ended = { status: 'not_needed', endedAt: tools.clock.now(), leaseUntil: null };
  const ids = surplus.filter(isFree).map(({ timerId }) => timerId);
  await inChunks(ids, async (chunk) => {
    await trx('timers').whereIn('timerId', chunk).update(ended);
    return [];
  });
}

/** The subjects whose timers differ from the plan. Takes no lock. */
export async function listUnplannedSubjects(db: Database, clock: Clock, plan: TimerPlan): Promise<Set<string>> {
  const { missing, revived, changed, surplus } = await compareTimers(db, clock, plan);
  const timers = [...revived, ...changed].map(({ timer }) => timer);
  return new Set([...missing, ...timers, ...surplus].map(({ subject }) => subject));
}

async function compareTimers(db: Database, clock: Clock, plan: TimerPlan): Promise<Differences> {
  const now = clock.now();
  const rows = await inChunks(plan.subjects, (chunk) =>
    db('timers').whereIn('subject', chunk).whereRaw(IS_NOT_ENDED).whereIn('kind', plan.kinds),
  );
  const current = new Map(rows.map((row) => [row.key, Timer.fromDatabaseJson(row)]));
  const keys = new Set(plan.timers.map(({ key }) => key));
  const added = plan.timers.filter(({ key }) => !current.has(key));
  const ended = await findEnded(db, added);
  return {
    missing: added.filter(({ key }) => !ended.has(key)),
    revived: added.flatMap((next) => {
      const timer = ended.get(next.key);
      return timer?.status === 'not_needed' ? [{ timer, next }] : [];
    }),
    changed: plan.timers.flatMap((next) => {
      const timer = current.get(next.key);
      return timer && hasOtherTimes(timer, next, now) ? [{ timer, next }] : [];
    }),
    surplus: [...current.values()].filter(({ key }) => !keys.has(key)),
  };
}

async function findEnded(db: Database, timers: readonly NewTimer[]): Promise<Map<string, Timer>> {
  const rows = await inChunks(
    timers.map(({ key }) => key),
    (keys) => db('timers').whereIn('key', keys),
  );
  return new Map(rows.map((row) => [row.key, Timer.fromDatabaseJson(row)]));
}

/** It does not matter since when a timer is due, once it is. */
function hasOtherTimes(timer: Timer, next: NewTimer, now: Date): boolean {
  const isSameDue = timer.dueAt.getTime() === next.dueAt.getTime() || (timer.dueAt <= now && next.dueAt <= now);
  return !isSameDue || timer.validUntil?.getTime() !== next.validUntil?.getTime();
}

function timesOf({ dueAt, validUntil }: NewTimer) {
  return { dueAt, validUntil: validUntil ?? null };
}

/** Locks those of the timers that nobody is running. */
async function lockFree(trx: Transaction, clock: Clock, timers: readonly Timer[]): Promise<Set<number>> {
  const now = clock.now();
  const ids = timers.map(({ timerId }) => timerId);
  const free = await inChunks(ids, (chunk) => {
    const unclaimed = trx('timers')
      .whereIn('timerId', chunk)
      .whereIn('status', ['waiting', 'held'])
      .where((either) => either.whereNull('leaseUntil').orWhere('leaseUntil', '<=', now));
    lockUnclaimed(trx, 'timers', unclaimed);
    return listValues<number>(unclaimed, 'timerId');
  });
  return new Set(free);
}

/** During a hold: these kinds need no decision of the operator. */
export async function releaseKinds(db: Database, kinds: readonly string[]): Promise<void> {
  const held = (on: Database) => on('timers').whereRaw(IS_NOT_ENDED).where({ status: 'held' }).whereIn('kind', kinds);
  if ((await held(db).first('timerId')) === undefined) return;
  await inTransaction(db, async (trx) => held(trx).update({ status: 'waiting' }));
}
