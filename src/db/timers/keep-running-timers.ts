import type { Database } from '#src/db/connect.ts';
import { describeError } from '#src/platform/log.ts';
import { pause } from '#src/platform/pause.ts';
import { findNextDueAt } from './claim-timers.ts';
import { runDueTimers, type TimerRunner } from './run-timers.ts';

/** Runs timers until the signal, at the latest `pollMs` after they are due. `onAlive` is called after each poll. */
export async function keepRunningTimers(
  runner: TimerRunner,
  { signal, pollMs, onAlive }: { signal: AbortSignal; pollMs: number; onAlive: () => Promise<void> },
): Promise<void> {
  while (!signal.aborted) {
    let idleMs = pollMs;
    try {
      await runDueTimers(runner, signal);
      await onAlive();
      idleMs = await msToNext(runner.db, runner.clock.now(), pollMs);
    } catch (thrown) {
      runner.log.error(describeError(thrown), 'timers failed');
    }
    await pause(idleMs, signal);
  }
}

/** A timer that is due but claimed by another process is not waited for. */
async function msToNext(db: Database, now: Date, pollMs: number): Promise<number> {
  const next = await findNextDueAt(db);
  const ms = next ? next.getTime() - now.getTime() : pollMs;
  return ms > 0 ? Math.min(ms, pollMs) : pollMs;
}
