import { MINUTE, SECOND } from '#src/platform/duration.ts';
import type { SendingServices } from '#src/sending-services.ts';
import { type RepeatedJobs, repeatJobs } from './repeat-each.ts';

const CHORES: RepeatedJobs = {
  'queue-reminders': ({ reminders }) => reminders.queueDue(),
  'erase-codes': ({ codes }) => codes.eraseEnded(),
  'catch-up': ({ conversations }) => conversations.catchUp(),
};

/** The process has started, and its first texts are handled. */
const FIRST_AFTER = 5 * SECOND;

/** What is due with the clock and not with a text, until the signal. Never throws. */
export function everyMinute(services: SendingServices, signal: AbortSignal, first = FIRST_AFTER): Promise<void> {
  return repeatJobs(services, CHORES, { signal, first, every: MINUTE });
}
