import type { Database } from '#src/db/connect.ts';
import type { TimerKinds } from '#src/db/timers/timer.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import type { Log } from '#src/platform/log.ts';
import { askExpiry } from '../asks/expire-ask.ts';
import { codeEnd } from './code-end.ts';
import { erasure } from './erasure.ts';
import { reminder } from './reminders.ts';
import { scheduleChange } from './schedule-change.ts';

/** What each kind of timer does when it is due. */
export function createTimerKinds(parts: { db: Database; log: Log; settings: WatchSettings }): TimerKinds {
  const { db, settings } = parts;
  return {
    ask_expiry: askExpiry(settings),
    code_end: codeEnd(settings),
    erasure: erasure(parts),
    reminder_24h: reminder(settings),
    reminder_2h: reminder(settings),
    schedule_change: scheduleChange(db, settings),
  };
}
