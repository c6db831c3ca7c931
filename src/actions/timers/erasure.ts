import type { Database } from '#src/db/connect.ts';
import { idOfSubject, type LongTimerKind, TIMER_PRIORITY } from '#src/db/timers/timer.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import type { Log } from '#src/platform/log.ts';

/** Does the rest of an erasure, however long it takes and however often it fails. */
export function erasure(parts: { db: Database; log: Log; settings: WatchSettings }): LongTimerKind {
  return {
    priority: TIMER_PRIORITY.rest,
    neverGivesUp: true,
    runInParts: async ({ subject }, until) => {
      // the dispatcher's thread loads it when somebody is being erased
      const { finishErasure } = await import('#src/privacy/erasure/finish-erasure.ts');
      const again = await finishErasure(parts, idOfSubject(subject), until);
      return again ? { again } : 'done';
    },
  };
}
