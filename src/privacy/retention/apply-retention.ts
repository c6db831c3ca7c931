import { setTimeout as wait } from 'node:timers/promises';
import type { Database } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import { before, SECOND } from '#src/platform/duration.ts';
import type { Log } from '#src/platform/log.ts';
import type { ErasureTools } from '#src/volunteers/numbers/erase-number.ts';
import { type RetentionReport, saveRetentionReport } from './retention-report.ts';
import type { RetentionRule } from './retention-rules.ts';

/** The job stops after this, so that it does not run together with the jobs of the next minute. The next run continues. */
const RUN_AT_MOST = 8 * SECOND;
/** Between two batches, others can take the writer lock. */
const PAUSE_MS = 20;

export interface RetentionTools {
  db: Database;
  log: Log;
  rules: RetentionRule[];
  /** Erases, at the provider, a small batch of media that we have erased. Returns how many. */
  eraseAtProvider: () => Promise<number>;
  erasureTools: () => ErasureTools;
}

/** Erases data that is older than its retention period, in small batches, until all is done, the time is up or `signal` aborts. */
export async function applyRetention(tools: RetentionTools, signal: AbortSignal): Promise<RetentionReport> {
  const { db, log, rules, erasureTools } = tools;
  const until = performance.now() + RUN_AT_MOST;
  const mayGoOn = () => !signal.aborted && performance.now() < until;
  const removed: Record<string, number> = {};
  let isDone = true;
  for (const { name, keptFor, batch, erase } of rules) {
    const step = () =>
      inTransaction(db, (trx) =>
        erase(trx, erasureTools(), { before: before(erasureTools().now, keptFor), limit: batch }),
      );
    isDone = (await repeat(step, { mayGoOn, removed, name })) && isDone;
  }
  const step = tools.eraseAtProvider;
  isDone = (await repeat(step, { mayGoOn, removed, name: 'media_at_provider' })) && isDone;
  const report = { removed, isDone, endedAt: erasureTools().now };
  await inTransaction(db, (trx) => saveRetentionReport(trx, report));
  log.info({ removed, isDone }, 'erased what is no longer kept');
  return report;
}

interface Repeating {
  mayGoOn: () => boolean;
  removed: Record<string, number>;
  name: string;
}

/** Returns false if it stopped before all was done. */
async function repeat(step: () => Promise<number | 'more'>, { mayGoOn, removed, name }: Repeating): Promise<boolean> {
  for (;;) {
    if (!mayGoOn()) return false;
    const done = await step();
    if (done === 0) return true;
    if (done !== 'more') removed[name] = (removed[name] ?? 0) + done;
    await wait(PAUSE_MS);
  }
}
