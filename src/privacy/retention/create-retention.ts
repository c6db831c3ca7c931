import type { Database } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import { eraseAtProvider } from '#src/messaging/media/erase-at-provider.ts';
import type { MediaRemover } from '#src/messaging/media/media-remover.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import type { Log } from '#src/platform/log.ts';
import { createErasureTools } from '#src/privacy/erasure/create-erasure-tools.ts';
import { applyRetention } from './apply-retention.ts';
import { findRetentionReport, type RetentionReport } from './retention-report.ts';
import { type RetentionPeriods, retentionRules } from './retention-rules.ts';

export interface Retention {
  /** Erases data that is older than its retention period, until all is done, the time is up or the signal aborts. */
  run(signal: AbortSignal): Promise<RetentionReport>;
  /** What the last run did, in any process. Undefined: there was none. */
  lastReport(): Promise<RetentionReport | undefined>;
}

interface Parts {
  db: Database;
  log: Log;
  settings: WatchSettings;
  times: RetentionPeriods;
  remover: MediaRemover;
}

export function createRetention({ db, log, settings, times, remover }: Parts): Retention {
  const tools = {
    db,
    log,
    rules: retentionRules(settings, times),
    erasureTools: () => createErasureTools(settings),
    eraseAtProvider: () => eraseAtProvider({ db, clock: settings.clock, remover }),
  };
  return {
    run: (signal) => applyRetention(tools, signal),
    lastReport: () => inTransaction(db, findRetentionReport),
  };
}
