import { setTimeout as wait } from 'node:timers/promises';
import { isOutdated } from '#src/db/postgres/kept-statements.ts';

/** SQLite: another connection writes. PostgreSQL: serialization failure, deadlock, lock not available. */
const TRANSIENT_CODES = new Set(['SQLITE_BUSY', 'SQLITE_BUSY_SNAPSHOT', 'SQLITE_LOCKED', '40001', '40P01', '55P03']);
const LONGEST_PAUSE_MS = 50;
const GIVE_UP_AFTER_MS = 10_000;

export interface ConflictRetries {
  /** Waits for a random time after a conflict. Rethrows any other error, and every error after ten seconds. */
  pauseAfter(thrown: unknown): Promise<void>;
}

/** For a loop that repeats work after a conflict with other transactions. The failed work must have been rolled back. */
export function createConflictRetries(): ConflictRetries {
  const since = performance.now();
  let attempts = 0;
  return {
    pauseAfter: async (thrown) => {
      if (!isTransient(thrown) || performance.now() - since > GIVE_UP_AFTER_MS) throw thrown;
      attempts += 1;
      await wait(Math.random() * Math.min(LONGEST_PAUSE_MS, 2 ** attempts));
    },
  };
}

export function isTransient(thrown: unknown): boolean {
  if (isOutdated(thrown)) return true;
  return thrown instanceof Error && 'code' in thrown && TRANSIENT_CODES.has(String(thrown.code));
}
