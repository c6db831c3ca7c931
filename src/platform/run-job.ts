import { parentPort } from 'node:worker_threads';
import { describeError, type Log } from './log.ts';

/** Called with a listener that runs at each wake-up sent by the main thread. */
export type OnWake = (listener: () => void) => void;

/**
 * The frame round every Bree job. Bree's `stop` posts `cancel` and waits for `cancelled`: the signal is aborted, the job
 * gets to its end, and only then is it acknowledged. A job that ends by itself reports `done`.
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
