import { findNextDueAt, isTimerRunning } from './due-timers.ts';
import { keepRunningTimers } from './keep-running-timers.ts';
import {
  countEndedTimers,
  type DueTimers,
  listLateKinds,
  listNextTimers,
  readTimerState,
  type TimerState,
} from './read-timers.ts';
import { runDueTimers } from './run-timers.ts';
import type { Timer } from './timer.ts';
import type { TimerRunner } from './timer-runner.ts';

/** Work that must be done later. The database decides which process does it. */
export interface Timers {
  /** Runs what is due now, and what becomes due because of that. Returns how many timers it ran. */
  runDue(): Promise<number>;
  /** Runs timers until the signal. */
  run(signal: AbortSignal): Promise<void>;
  /** When the next timer becomes due that is not due yet. */
  findNextDueAt(): Promise<Date | undefined>;
  /** Whether another process or thread is running a timer. */
  areRunning(): Promise<boolean>;
  /** The waiting timers that are due first. */
  listNext(limit: number): Promise<Timer[]>;
  /** The kinds of which some should have run some minutes ago. */
  listLate(): Promise<DueTimers[]>;
  readState(): Promise<TimerState>;
  countEnded(): ReturnType<typeof countEndedTimers>;
}

export function createTimers(
  runner: TimerRunner,
  { pollMs, onAlive }: { pollMs: number; onAlive: () => Promise<void> },
): Timers {
  const { db, clock, kinds } = runner;
  return {
    runDue: () => runDueTimers(runner),
    run: (signal) => keepRunningTimers(runner, { signal, pollMs, onAlive }),
    findNextDueAt: () => findNextDueAt(db, kinds, clock.now()),
    areRunning: () => isTimerRunning(db, kinds, clock.now()),
    listNext: (limit) => listNextTimers(db, limit),
    listLate: () => listLateKinds(db, clock.now()),
    readState: () => readTimerState(db, clock.now()),
    countEnded: () => countEndedTimers(db),
  };
}
