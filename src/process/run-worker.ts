import { parentPort, workerData } from 'node:worker_threads';
import { readConfig } from '#src/config.ts';
import { type Clock, followingClock, systemClock } from '#src/platform/clock.ts';
import { createLog } from '#src/platform/log.ts';
import { type OnWake, runJob } from '#src/platform/run-job.ts';
import type { Parts, SendingServices } from '#src/sending-services.ts';
import { attempt } from './repeat-each.ts';

/** What a worker thread is given. `clockOffset` is there when the main thread's clock can be moved. */
export interface WorkerParts {
  clockOffset?: SharedArrayBuffer;
}

/** What a worker posts when it has queued a message, for the main thread to wake the dispatcher. */
export const QUEUED = 'queued';

type Work<Services> = (services: Services, signal: AbortSignal, onWake: OnWake) => Promise<unknown>;

/** Runs the job of a worker file with services of its own, closes them, and records a heartbeat under the job's name. */
export async function runWorker<Services extends SendingServices>(
  job: string,
  create: (parts: Parts) => Promise<Services>,
  work: Work<Services>,
): Promise<void> {
  const config = readConfig();
  const log = createLog(config.LOG_LEVEL);
  await runJob(log, async (signal, onWake) => {
    await using services = await create({ config, log, clock: clockOfThisThread() });
    services.onQueued(() => parentPort?.postMessage(QUEUED));
    const isDone = await attempt(services, job, () => work(services, signal, onWake));
    if (!isDone) process.exitCode = 1;
  });
}

function clockOfThisThread(): Clock {
  const { clockOffset }: WorkerParts = workerData ?? {};
  return clockOffset ? followingClock(clockOffset) : systemClock;
}
