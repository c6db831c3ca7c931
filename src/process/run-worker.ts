import { parentPort, workerData } from 'node:worker_threads';
import { readConfig } from '#src/config.ts';
import { type Clock, followingClock, systemClock } from '#src/platform/clock.ts';
import { createLog } from '#src/platform/log.ts';
import { type OnWake, runJob } from '#src/platform/run-job.ts';
import type { SendingParts, SendingServices } from '#src/sending-services.ts';
import { attempt } from './repeat-jobs.ts';

/** What a worker thread is given. `clockOffset` is set if the main thread's clock can be moved. */
export interface WorkerParts {
  clockOffset?: SharedArrayBuffer;
}

/** Posted by a worker that has queued a message, so that the main thread wakes the dispatcher. */
export const QUEUED = 'queued';

type Work<Services> = (services: Services, signal: AbortSignal, onWake: OnWake) => Promise<unknown>;

/** Runs the job of a worker file with services of its own, and records its heartbeat. */
export async function runWorker<Services extends SendingServices>(
  job: string,
  create: (parts: SendingParts) => Promise<Services>,
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
