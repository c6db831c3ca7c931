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
}
