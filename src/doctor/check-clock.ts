import { SECOND } from '#src/platform/duration.ts';
import { ageWords } from './check-workers.ts';
import { type Finding, ok, warn, wrong } from './finding.ts';

/** Twilio's time is in whole seconds, and its answer took a while to arrive. */
const NEGLIGIBLE = 5 * SECOND;
/** Reminders and expiry times are wrong by as much. */
const TOO_MUCH = 60 * SECOND;

/** `ahead`: milliseconds by which this machine's clock is ahead of Twilio's. */
export function checkClock(ahead: number): Finding {
  const off = Math.abs(ahead);
  if (off <= NEGLIGIBLE) return ok("clock: agrees with Twilio's");
  const what = `clock: ${ageWords(off)} ${ahead > 0 ? 'ahead of' : 'behind'} Twilio's`;
  const todo = 'Have the machine set it by NTP: timedatectl set-ntp true';
  return off > TOO_MUCH ? wrong(what, todo) : warn(what, todo);
}
