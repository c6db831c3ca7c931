import { setTimeout as wait } from 'node:timers/promises';
import type { Database } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import { before, SECOND } from '#src/platform/duration.ts';
import type { Log } from '#src/platform/log.ts';
import type { ErasureTools } from '#src/volunteers/numbers/erase-number.ts';
import { type RetentionReport, saveRetentionReport } from './retention-report.ts';
import type { RetentionRule } from './retention-rules.ts';

/** So that this job is not alive together with the others of its minute; what is left waits for the next run. */
const RUN_AT_MOST = 8 * SECOND;
/** Between two batches others may write. */
const PAUSE_MS = 20;

export interface RetentionTools {
  db: Database;
  log: Log;
  rules: RetentionRule[];
  /** What the provider still has of what is erased here: one small batch; returns how many. */
  eraseAtProvider: () => Promise<number>;
  eraser: () => ErasureTools;
}

/** Erases what is older than its time, in small batches, until all is done, its time is over or it is told to stop. */
export async function applyRetention(recovery: RetentionTools, signal: AbortSignal): Promise<RetentionReport> {
  const { db, log, rules, eraser } = recovery;
  const until = performance.now() + RUN_AT_MOST;
  const mayGoOn = () => !signal.aborted && performance.now() < until;
  const removed: Record<string, number> = {};
  let isDone = true;
  for (const { name, keptFor, batch, erase } of rules) {
    const step = () =>
      inTransaction(db, (trx) => erase(trx, eraser(), { before: before(eraser().now, keptFor), limit: batch }));
    isDone = (await repeat(step, { mayGoOn, isMore: (count) => count >= batch, removed, name })) && isDone;
  }
  const step = recovery.eraseAtProvider;
  isDone =
    (await repeat(step, { mayGoOn, isMore: (count) => count > 0, removed, name: 'media_at_provider' })) && isDone;
  const report = { removed, isDone, endedAt: eraser().now };
  await inTransaction(db, (trx) => saveRetentionReport(trx, report));
  log.info({ removed, isDone }, 'erased what is no longer kept');
  return report;
}

interface Repeating {
  mayGoOn: () => boolean;
  isMore: (count: number) => boolean;
  removed: Record<string, number>;
  name: string;
}

/** Returns false if it had to stop before all was done. */
async function repeat(step: () => Promise<number>, { mayGoOn, isMore, removed, name }: Repeating): Promise<boolean> {
  for (;;) {
    if (!mayGoOn()) return false;
    const count = await step();
    if (count > 0) removed[name] = (removed[name] ?? 0) + count;
    if (!isMore(count)) return true;
    await wait(PAUSE_MS);
  }
}
