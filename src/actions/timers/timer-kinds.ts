import type { TimerKinds } from '#src/db/timers/timer.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { askExpiry } from '../asks/expire-ask.ts';

/** What each kind of timer does when it is due. */
export function createTimerKinds(settings: WatchSettings): TimerKinds {
  return { ask_expiry: askExpiry(settings) };
}
