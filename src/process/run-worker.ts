import { parentPort, workerData } from 'node:worker_threads';
import { readConfig } from '#src/config.ts';
import { type Clock, followingClock, systemClock } from '#src/platform/clock.ts';
import { createLog, describeError } from '#src/platform/log.ts';
import { type OnWake, runJob } from '#src/platform/run-job.ts';
import { createServices, type Services } from '#src/services.ts';

/** What a worker thread is given. `clockOffset` is there when the main thread's clock can be moved. */
export interface WorkerParts {
  clockOffset?: SharedArrayBuffer;
}

/** What a worker posts when it has queued a message, for the main thread to wake the dispatcher. */
export const QUEUED = 'queued';

type Verb = (services: Services, signal: AbortSignal, onWake: OnWake) => Promise<unknown>;

/**
 * All that a worker file does: services of its own, one verb of them after the other, and everything closed again. Each
 * verb is heard of by its name; one that fails keeps none of the next from being done.
 */
export async function runWorker(verbs: Readonly<Record<string, Verb>>): Promise<void> {
  const config = readConfig();
  const log = createLog(config.LOG_LEVEL);
  await runJob(log, async (signal, onWake) => {
    await using services = await createServices({ config, log, clock: clockOfThisThread() });
    services.onQueued(() => parentPort?.postMessage(QUEUED));
    for (const [job, verb] of Object.entries(verbs)) {
      if (signal.aborted) break;
      try {
        await verb(services, signal, onWake);
        await services.heartbeats.beat(job);
      } catch (thrown) {
        log.error({ job, ...describeError(thrown) }, 'job failed');
        process.exitCode = 1;
      }
    }
  });
}

function clockOfThisThread(): Clock {
  const { clockOffset }: WorkerParts = workerData ?? {};
  return clockOffset ? followingClock(clockOffset) : systemClock;
}
