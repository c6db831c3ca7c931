import { MINUTE, SECOND } from '#src/platform/duration.ts';
import type { SendingServices } from '#src/sending-services.ts';
import { type RepeatedJobs, repeatJobs } from './repeat-jobs.ts';

const JOBS: RepeatedJobs = {
  'catch-up': ({ conversations }) => conversations.catchUp(),
};

/** Leaves time for the start of the process and its first texts. */
const FIRST_DELAY_MS = 5 * SECOND;

/** Runs the jobs that depend on the clock and have no timers, until the signal. Never throws. */
export function everyMinute(services: SendingServices, signal: AbortSignal, firstMs = FIRST_DELAY_MS): Promise<void> {
  return repeatJobs(services, JOBS, { signal, firstMs, everyMs: MINUTE });
}
