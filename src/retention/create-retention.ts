import type { Database } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import { eraserOf } from '#src/forgetting/eraser-of.ts';
import { eraseAtProvider } from '#src/messaging/media/erase-at-provider.ts';
import type { MediaRemover } from '#src/messaging/media/media-remover.ts';
import type { Watch } from '#src/notices/watch.ts';
import type { Log } from '#src/platform/log.ts';
import { keepToRules } from './keep-to-rules.ts';
import { findReport, type RetentionReport } from './retention-report.ts';
import { type KeepingTimes, rulesOf } from './rules.ts';

export interface Retention {
  /** Erases what is older than its time, until all is done, its time is over, or the signal. */
  run(signal: AbortSignal): Promise<RetentionReport>;
  /** What the last run did, in whichever process; undefined if there was none. */
  lastReport(): Promise<RetentionReport | undefined>;
}

interface Parts {
  db: Database;
  log: Log;
  watch: Watch;
  times: KeepingTimes;
  remover: MediaRemover;
}

export function createRetention({ db, log, watch, times, remover }: Parts): Retention {
  const keeping = {
    db,
    log,
    rules: rulesOf(watch, times),
    eraser: () => eraserOf(watch),
    eraseAtProvider: () => eraseAtProvider({ db, clock: watch.clock, remover }),
  };
  return {
    run: (signal) => keepToRules(keeping, signal),
    lastReport: () => inTransaction(db, findReport),
  };
}
