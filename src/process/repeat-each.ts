import { describeError } from '#src/platform/log.ts';
import { pause } from '#src/platform/pause.ts';
import type { SendingServices } from '#src/sending-services.ts';

/** What is done now and then, each by the name under which it is heard of. */
export type RepeatedJobs = Readonly<Record<string, (services: SendingServices) => Promise<unknown>>>;

/** Does all of them, one after the other, after `first` milliseconds and then `every` so often, until the signal. */
export async function repeatJobs(
  services: SendingServices,
  chores: RepeatedJobs,
  { signal, first, every }: { signal: AbortSignal; first: number; every: number },
): Promise<void> {
  await pause(first, signal);
  while (!signal.aborted) {
    for (const [job, chore] of Object.entries(chores)) {
      if (!signal.aborted) await attempt(services, job, () => chore(services));
    }
    await pause(every, signal);
  }
}

/** Heard of when it is done; where it fails, the log tells, and nothing else is kept from being done. Returns whether it was. */
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
