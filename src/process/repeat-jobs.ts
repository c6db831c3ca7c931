import { describeError } from '#src/platform/log.ts';
import { pause } from '#src/platform/pause.ts';
import type { SendingServices } from '#src/sending-services.ts';

/** Jobs by name. The name is that of the heartbeat. */
export type RepeatedJobs = Readonly<Record<string, (services: SendingServices) => Promise<unknown>>>;

/** Runs all jobs, one after another, after `firstMs` and then every `everyMs`, until the signal. */
export async function repeatJobs(
  services: SendingServices,
  jobs: RepeatedJobs,
  { signal, firstMs, everyMs }: { signal: AbortSignal; firstMs: number; everyMs: number },
): Promise<void> {
  await pause(firstMs, signal);
  while (!signal.aborted) {
    for (const [job, run] of Object.entries(jobs)) {
      if (!signal.aborted) await attempt(services, job, () => run(services));
    }
    await pause(everyMs, signal);
  }
}

/** Runs a job and records its heartbeat. If it fails, it is logged and the other jobs go on. Returns whether it succeeded. */
export async function attempt(
  { heartbeats, log }: Pick<SendingServices, 'heartbeats' | 'log'>,
  job: string,
  work: () => Promise<unknown>,
): Promise<boolean> {
  try {
    await work();
    await heartbeats.beat(job);
    return true;
  } catch (thrown) {
    log.error({ job, ...describeError(thrown) }, 'job failed');
    return false;
  }
}
