import { HOUR, SECOND } from '#src/platform/duration.ts';
import type { SendingServices } from '#src/sending-services.ts';
import { type RepeatedJobs, repeatJobs } from './repeat-jobs.ts';

const JOBS: RepeatedJobs = {
  'plan-timers': ({ timers }) => timers.plan(),
};

/** Soon, because after an upgrade or a restore there may be no timers yet. */
const FIRST_DELAY_MS = 5 * SECOND;

/** Runs the jobs that find what a commit should have scheduled, until the signal. Never throws. */
export function everyHour(services: SendingServices, signal: AbortSignal, firstMs = FIRST_DELAY_MS): Promise<void> {
  return repeatJobs(services, JOBS, { signal, firstMs, everyMs: HOUR });
}
