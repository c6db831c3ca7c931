import type { Transaction } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import type { Clock } from '#src/platform/clock.ts';
import { after, HOUR, SECOND } from '#src/platform/duration.ts';
import { describeError } from '#src/platform/log.ts';
import type { Timer, TimerOutcome } from './timer.ts';
import type { TimerRunner } from './timer-runner.ts';

const MOST_ATTEMPTS = 8;
const FIRST_BACKOFF = 5 * SECOND;

/**
 * The timer as we claimed it. A process that claimed it after our lease ended has counted another attempt, so that whatever we
 * still do has no effect.
 */
function asClaimed(trx: Transaction, { timerId, attempts, leaseUntil }: Timer) {
  return trx('timers').where({ timerId, attempts, leaseUntil, status: 'waiting' });
}

/** The first statement of each run. Returns whether the timer is still ours. */
export async function endAsDone(trx: Transaction, clock: Clock, timer: Timer): Promise<boolean> {
  const done = { status: 'done', endedAt: clock.now(), leaseUntil: null, outcome: null };
  return (await asClaimed(trx, timer).update(done)) > 0;
}

/** Changes what `endAsDone` wrote, in the same transaction. */
export async function recordOutcome(trx: Transaction, { timerId }: Timer, outcome: TimerOutcome): Promise<void> {
  if (outcome === 'done') return;
  const change =
    outcome === 'not_needed'
      ? { status: outcome }
      : { status: 'waiting', dueAt: outcome.again, attempts: 0, endedAt: null };
  await trx('timers').where({ timerId }).update(change);
}

/** Its name is the outcome of a timer whose process died at every attempt. */
export class ProcessEndedError extends Error {
  override name = 'ProcessEndedError';
}

/** Whether it has had all its attempts before this one. Each of them must have ended its process. */
export function hasUsedItsAttempts({ kinds }: TimerRunner, { kind, attempts }: Timer): boolean {
  return attempts > MOST_ATTEMPTS && !kinds[kind]?.neverGivesUp;
}

/** After a failure: another attempt after a growing pause, or none. */
export async function postpone({ db, clock, log, kinds }: TimerRunner, timer: Timer, thrown: unknown): Promise<void> {
  const { timerId, kind, attempts } = timer;
  const isLast = attempts >= MOST_ATTEMPTS && !kinds[kind]?.neverGivesUp;
  const pause = Math.min(HOUR, FIRST_BACKOFF * 2 ** Math.min(attempts - 1, 20));
  const now = clock.now();
  const change = isLast ? { status: 'failed', endedAt: now, leaseUntil: null } : { leaseUntil: after(now, pause) };
  const outcome = thrown instanceof Error ? thrown.name : typeof thrown;
  await inTransaction(db, async (trx) => {
    await asClaimed(trx, timer).update({ ...change, outcome });
  });
  // afterwards: if the database is down, only the loop logs it
  log.error({ timerId, kind, attempts, ...describeError(thrown) }, isLast ? 'timer failed for good' : 'timer failed');
}

/** Returns timers that were not run, so that another process may claim them at once. */
export async function giveBack({ db }: TimerRunner, timers: readonly Timer[]): Promise<void> {
  await inTransaction(db, async (trx) => {
    for (const timer of timers) await asClaimed(trx, timer).update({ leaseUntil: null, attempts: timer.attempts - 1 });
  });
}
