import { parentPort, workerData } from 'node:worker_threads';
import { readConfig } from '#src/config.ts';
import { type Clock, followingClock, systemClock } from '#src/platform/clock.ts';
import { createLog } from '#src/platform/log.ts';
import { type OnWake, runJob } from '#src/platform/run-job.ts';
import { createServices, type Services } from '#src/services.ts';
import { attempt } from './repeat-each.ts';

/** What a worker thread is given. `clockOffset` is there when the main thread's clock can be moved. */
export interface WorkerParts {
  clockOffset?: SharedArrayBuffer;
}

/** What a worker posts when it has queued a message, for the main thread to wake the dispatcher. */
export const QUEUED = 'queued';

type Work = (services: Services, signal: AbortSignal, onWake: OnWake) => Promise<unknown>;

/** All that a worker file does: services of its own, the job, heard of by its name, and everything closed again. */
export async function runWorker(job: string, work: Work): Promise<void> {
  const config = readConfig();
  const log = createLog(config.LOG_LEVEL);
  await runJob(log, async (signal, onWake) => {
    await using services = await createServices({ config, log, clock: clockOfThisThread() });
    services.onQueued(() => parentPort?.postMessage(QUEUED));
    const isDone = await attempt(services, job, () => work(services, signal, onWake));
    if (!isDone) process.exitCode = 1;
  });
}

function clockOfThisThread(): Clock {
  const { clockOffset }: WorkerParts = workerData ?? {};
  return clockOffset ? followingClock(clockOffset) : systemClock;
}
