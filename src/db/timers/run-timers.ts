import { setTimeout as wait } from 'node:timers/promises';
import type { Database, Transaction } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import type { Clock } from '#src/platform/clock.ts';
import { after, HOUR, MINUTE, SECOND } from '#src/platform/duration.ts';
import { describeError, type Log } from '#src/platform/log.ts';
import { claimTimers } from './claim-timers.ts';
import type { ShortTimerKind, Timer, TimerKind, TimerKinds, TimerOutcome } from './timer.ts';

/**
 * Runs due timers. A timer is always in one of these states:
 *
 * - `waiting`, and not claimed: it is run when it is due, unless it is no longer valid by then.
 * - `waiting`, and claimed: one process is running it. If that process dies, the lease ends and another process claims it.
 * - `held`: it is from before a restore. The operator decides with `resume`.
 * - ended: `done`, `not_needed`, `expired` or `failed`.
 *
 * Up to twenty timers of short kinds share a transaction, which holds SQLite's writer lock for a moment only: what does not
 * fit goes on in the next one. The first statement of each run ends the timer, if it is still at the attempt that we
 * claimed. So a timer that two processes run has an effect once. If such a transaction fails, its timers run one by one, and
 * only the one that fails waits for another attempt.
 */
const MOST_IN_TRANSACTION = 20;
/** No further timer begins in a transaction that has lasted for so long. */
const TRANSACTION_MS = 25;
/** Between two transactions, texts can take the writer lock. */
const PAUSE_MS = 5;
/** How long a kind of many transactions may go on while other timers wait. */
const LONG_RUN_MS = 5 * SECOND;
/** Longer than any run takes. */
const LEASE = 2 * MINUTE;
const MOST_ATTEMPTS = 8;
const FIRST_BACKOFF = 5 * SECOND;

export interface TimerRunner {
  db: Database;
  clock: Clock;
  log: Log;
  kinds: TimerKinds;
}

/** Runs what is due, and what becomes due because of that. Returns how many timers it ran. */
export async function runDueTimers(runner: TimerRunner, signal?: AbortSignal): Promise<number> {
  let ran = 0;
  while (!signal?.aborted) {
    const claimed = await claimTimers(runner.db, runner.clock, { limit: MOST_IN_TRANSACTION, lease: LEASE });
    if (claimed.length === 0) return ran;
    ran += claimed.length;
    await runClaimed(runner, claimed, signal);
  }
  return ran;
}

async function runClaimed(runner: TimerRunner, claimed: readonly Timer[], signal?: AbortSignal): Promise<void> {
  let left = claimed;
  while (left.length > 0 && !signal?.aborted) {
    const [first] = left;
    const kind = first && runner.kinds[first.kind];
    const isShort = kind && 'run' in kind;
    const together = isShort ? left.slice(0, left.findIndex(isNotShort(runner.kinds)) >>> 0) : left.slice(0, 1);
    const count = isShort ? await runTogether(runner, together) : await runAlone(runner, first as Timer);
    left = left.slice(count);
    await wait(PAUSE_MS);
  }
  // the signal came first: others may take them at once
  if (left.length > 0) await giveBack(runner, left);
}

function isNotShort(kinds: TimerKinds): (timer: Timer) => boolean {
  return ({ kind }) => {
    const found = kinds[kind];
    return !found || !('run' in found);
  };
}

/** Runs timers of short kinds in one transaction, until its time is up. Returns how many it ran. */
async function runTogether(runner: TimerRunner, timers: readonly Timer[]): Promise<number> {
  try {
    return await inTransaction(runner.db, async (trx) => {
      const until = performance.now() + TRANSACTION_MS;
      let count = 0;
      for (const timer of timers) {
        if (count > 0 && performance.now() >= until) break;
        await run(trx, runner, timer);
        count += 1;
      }
      return count;
    });
  } catch (thrown) {
    if (timers.length > 1) {
      for (const timer of timers) await runTogether(runner, [timer]);
    } else if (timers[0]) await putOff(runner, timers[0], thrown);
    return timers.length;
  }
}

async function run(trx: Transaction, { clock, kinds }: TimerRunner, timer: Timer): Promise<void> {
  if (!(await end(trx, clock, timer, 'done'))) return;
  const outcome = await (kinds[timer.kind] as ShortTimerKind).run(trx, timer);
  if (outcome !== 'done') await settle(trx, timer, outcome);
}

/** A long kind, or one that only a newer version knows. */
async function runAlone(runner: TimerRunner, timer: Timer): Promise<number> {
  const kind: TimerKind | undefined = runner.kinds[timer.kind];
  try {
    if (!kind || !('runInParts' in kind)) throw new Error(`there is no kind of timer ${timer.kind}`);
    const outcome = await kind.runInParts(timer, performance.now() + LONG_RUN_MS);
    await inTransaction(runner.db, async (trx) => {
      if ((await end(trx, runner.clock, timer, 'done')) && outcome !== 'done') await settle(trx, timer, outcome);
    });
  } catch (thrown) {
    await putOff(runner, timer, thrown);
  }
  return 1;
}

/** The timer as we claimed it. A process that claimed it after our lease ended has another lease. */
function asClaimed(trx: Transaction, { timerId, attempts, leaseUntil }: Timer) {
  return trx('timers').where({ timerId, attempts, leaseUntil, status: 'waiting' });
}

async function end(trx: Transaction, clock: Clock, timer: Timer, status: 'done' | 'failed'): Promise<boolean> {
  return (await asClaimed(trx, timer).update({ status, endedAt: clock.now(), leaseUntil: null })) > 0;
}

async function settle(trx: Transaction, { timerId }: Timer, outcome: Exclude<TimerOutcome, 'done'>): Promise<void> {
  const change =
    outcome === 'not_needed'
      ? { status: outcome }
      : { status: 'waiting', dueAt: outcome.again, attempts: 0, endedAt: null, leaseUntil: null };
  await trx('timers').where({ timerId }).update(change);
}

/** After a failure: another attempt after a growing pause, or none. */
async function putOff({ db, clock, log, kinds }: TimerRunner, timer: Timer, thrown: unknown): Promise<void> {
  const { timerId, kind, attempts } = timer;
  const isLast = attempts >= MOST_ATTEMPTS && !kinds[kind]?.neverGivesUp;
  log.error({ timerId, kind, attempts, ...describeError(thrown) }, isLast ? 'timer failed for good' : 'timer failed');
  const pause = Math.min(HOUR, FIRST_BACKOFF * 2 ** Math.min(attempts - 1, 20));
  const { name } = thrown instanceof Error ? thrown : { name: typeof thrown };
  await inTransaction(db, async (trx) => {
    const failed = { status: 'failed', endedAt: clock.now(), leaseUntil: null };
    const change = isLast ? failed : { leaseUntil: after(clock.now(), pause) };
    await asClaimed(trx, timer).update({ ...change, outcome: name });
  });
}

async function giveBack({ db }: TimerRunner, timers: readonly Timer[]): Promise<void> {
  await inTransaction(db, async (trx) => {
    for (const timer of timers) await asClaimed(trx, timer).update({ leaseUntil: null, attempts: timer.attempts - 1 });
  });
}
