import { parentPort } from 'node:worker_threads';
import { describeError, type Log } from './log.ts';

/** Adds a listener that runs whenever the main thread wakes this worker. */
export type OnWake = (listener: () => void) => void;

/**
 * Runs a Bree job. Bree's `stop` posts `cancel` and waits for `cancelled`: we abort the signal, let the job end, and then
 * answer. A job that ends by itself reports `done`.
 */
export async function runJob(log: Log, job: (signal: AbortSignal, onWake: OnWake) => Promise<void>): Promise<void> {
  const stop = new AbortController();
  const listeners: (() => void)[] = [];
  parentPort?.on('message', (message: unknown) => {
    if (message === 'cancel') stop.abort();
    if (message === 'wake') for (const listener of listeners) listener();
  });
  try {
    await job(stop.signal, (listener) => listeners.push(listener));
  } catch (thrown) {
    log.error(describeError(thrown), 'job failed');
    process.exitCode = 1;
  }
  parentPort?.postMessage(stop.signal.aborted ? 'cancelled' : 'done');
  parentPort?.close();
}
