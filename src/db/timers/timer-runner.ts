import type { Database } from '#src/db/connect.ts';
import type { Clock } from '#src/platform/clock.ts';
import type { Log } from '#src/platform/log.ts';
import type { TimerKinds } from './timer.ts';

export interface TimerRunner {
  db: Database;
  clock: Clock;
  log: Log;
  kinds: TimerKinds;
  /** How long a claim lasts. Shorter in tests. */
  lease?: number;
  /** How long texts have the writer lock to themselves between two transactions. 0 where no text can come. */
  pauseMs?: number;
}
