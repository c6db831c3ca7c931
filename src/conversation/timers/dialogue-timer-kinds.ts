import type { Database } from '#src/db/connect.ts';
import type { TimerKinds } from '#src/db/timers/timer.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { dangerAgain, dangerSilence } from './danger-kinds.ts';
import { sightingEnd } from './sighting-end.ts';

/** The kinds of timers that change a dialogue when they are due. */
export function createDialogueTimerKinds(parts: { db: Database; settings: WatchSettings }): TimerKinds {
  return {
    danger_again: dangerAgain(parts),
    danger_silence: dangerSilence(parts),
    sighting_end: sightingEnd(parts),
  };
}
