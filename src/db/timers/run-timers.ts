import { setTimeout as wait } from 'node:timers/promises';
import type { Transaction } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import { SECOND } from '#src/platform/duration.ts';
import { claimTimers } from './claim-timers.ts';
import {
  endAsDone,
  giveBack,
  hasUsedItsAttempts,
  ProcessEndedError,
  postpone,
  recordOutcome,
} from './settle-timers.ts';
import { isShort, type Timer } from './timer.ts';
import type { TimerRunner } from './timer-runner.ts';

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
 * only the one that fails waits for another attempt. From its second attempt on, a timer is claimed alone.
 */
const MOST_IN_TRANSACTION = 20;
/** No further timer begins in a transaction that has lasted for so long. */
const TRANSACTION_MS = 10;
/** Between two transactions, texts can take the writer lock. */
const PAUSE_MS = 40;
/** How long a kind of many transactions may go on while other timers wait. */
const LONG_RUN_MS = SECOND;
/** A run that takes longer than its lease has no effect if another process has begun the timer meanwhile. */
const LEASE = 30 * SECOND;

export interface RunOptions {
  /** What is claimed and not run by then is given back. */
  signal?: AbortSignal;
  /** Called after each claim. */
  onAlive?: () => Promise<void>;
}

/** Runs what is due, and what becomes due because of that. Returns how many timers it ran. */
export async function runDueTimers(runner: TimerRunner, { signal, onAlive }: RunOptions = {}): Promise<number> {
  const { db, clock, log, kinds, lease = LEASE } = runner;
  let ran = 0;
  while (!signal?.aborted) {
    const { timers, expired } = await claimTimers(db, { kinds, now: clock.now(), limit: MOST_IN_TRANSACTION, lease });
    if (expired.length > 0) log.warn({ kinds: kindsOf(expired), expired: expired.length }, 'timers expired');
    if (timers.length + expired.length === 0) break;
    ran += timers.length;
    await runClaimed(runner, timers, signal);
    await onAlive?.();
  }
  return ran;
}

function kindsOf(timers: readonly Pick<Timer, 'kind'>[]): string[] {
  return [...new Set(timers.map(({ kind }) => kind))];
}

/** Runs claimed timers, or gives them back after the signal. */
export async function runClaimed(runner: TimerRunner, claimed: readonly Timer[], signal?: AbortSignal): Promise<void> {
  let left = claimed;
  let atOnce = MOST_IN_TRANSACTION;
  while (left.length > 0 && !signal?.aborted) {
    const count = await runNext(runner, left.slice(0, atOnce));
    // one of them failed, and took the others along
    if (count === 0) atOnce = 1;
    left = left.slice(count);
    await wait(runner.pauseMs ?? PAUSE_MS);
  }
  if (left.length > 0) await giveBack(runner, left);
}

/** Returns how many of the timers were run. 0: their transaction failed, so that they must run one by one. */
async function runNext(runner: TimerRunner, timers: readonly Timer[]): Promise<number> {
  const [first] = timers;
  if (!first) return 0;
  try {
    if (hasUsedItsAttempts(runner, first)) throw new ProcessEndedError();
    return isShort(runner.kinds[first.kind]) ? await runTogether(runner, timers) : await runAlone(runner, first);
  } catch (thrown) {
    if (timers.length > 1) return 0;
    await postpone(runner, first, thrown);
    return 1;
  }
}

/** Runs timers of short kinds in one transaction, until its time is up. */
function runTogether(runner: TimerRunner, timers: readonly Timer[]): Promise<number> {
  return inTransaction(runner.db, async (trx) => {
    const until = performance.now() + TRANSACTION_MS;
    let count = 0;
    for (const timer of timers) {
      if (count > 0 && performance.now() >= until) break;
      await run(trx, runner, timer);
      count += 1;
    }
    return count;
  });
}

async function run(trx: Transaction, { clock, kinds }: TimerRunner, timer: Timer): Promise<void> {
  const kind = kinds[timer.kind];
  if (!isShort(kind) || !(await endAsDone(trx, clock, timer))) return;
  await recordOutcome(trx, timer, await kind.run(trx, timer));
}

/** A long kind has transactions of its own. They must be harmless if another process has claimed the timer meanwhile. */
async function runAlone(runner: TimerRunner, timer: Timer): Promise<number> {
  const kind = runner.kinds[timer.kind];
  if (!kind || isShort(kind)) return 0;
  const outcome = await kind.runInParts(timer, performance.now() + LONG_RUN_MS);
  await inTransaction(runner.db, async (trx) => {
    if (await endAsDone(trx, runner.clock, timer)) await recordOutcome(trx, timer, outcome);
  });
  return 1;
}
