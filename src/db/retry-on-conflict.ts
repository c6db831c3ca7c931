import { setTimeout as wait } from 'node:timers/promises';
import { isOutdated } from '#src/db/postgres/kept-statements.ts';

/** SQLite: somebody else writes. PostgreSQL: serialization failure, deadlock, lock not available. All pass by themselves. */
const PASSING = new Set(['SQLITE_BUSY', 'SQLITE_BUSY_SNAPSHOT', 'SQLITE_LOCKED', '40001', '40P01', '55P03']);
const LONGEST_PAUSE_MS = 50;
const GIVE_UP_AFTER_MS = 10_000;

/** Where the database is busy, `work`, of which nothing is left then, is done again after a random pause; for ten seconds at most. */
export async function retryOnConflict<T>(work: () => Promise<T>): Promise<T> {
  const since = performance.now();
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (thrown) {
      if (!isPassing(thrown) || performance.now() - since > GIVE_UP_AFTER_MS) throw thrown;
      await wait(Math.random() * Math.min(LONGEST_PAUSE_MS, 2 ** attempt));
    }
  }
}

export function isPassing(thrown: unknown): boolean {
  if (isOutdated(thrown)) return true;
  return thrown instanceof Error && 'code' in thrown && PASSING.has(String(thrown.code));
}
