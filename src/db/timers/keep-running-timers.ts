import { MINUTE } from '#src/platform/duration.ts';
import { describeError } from '#src/platform/log.ts';
import { pause } from '#src/platform/pause.ts';
import { findNextClaimAt, findNextDueAt } from './due-timers.ts';
import { type RunOptions, runDueTimers } from './run-timers.ts';
import type { TimerRunner } from './timer-runner.ts';

/** While the database is down, each poll fails. It is logged this often. */
const LOG_EVERY_MS = MINUTE;

/**
 * Runs timers until the signal. A timer that was scheduled before the last poll is run when it is due, and another one at the
 * next poll. Never throws.
 */
export async function keepRunningTimers(
  runner: TimerRunner,
  { pollMs, ...options }: Required<RunOptions> & { pollMs: number },
): Promise<void> {
  const { signal, onAlive } = options;
  let loggedAt = -LOG_EVERY_MS;
  while (!signal.aborted) {
    let idleMs = pollMs;
    try {
      await runDueTimers(runner, options);
      await onAlive();
      idleMs = Math.min(pollMs, await msToNext(runner));
    } catch (thrown) {
      if (performance.now() - loggedAt >= LOG_EVERY_MS) {
        loggedAt = performance.now();
        runner.log.error(describeError(thrown), 'timers failed');
      }
    }
    await pause(idleMs, signal);
  }
}

async function msToNext({ db, clock, kinds }: TimerRunner): Promise<number> {
  const now = clock.now();
  const next = [await findNextDueAt(db, kinds, now), await findNextClaimAt(db, kinds, now)];
  return Math.min(...next.map((at) => (at ? at.getTime() - now.getTime() : Infinity)));
}
