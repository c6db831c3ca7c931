import type { Database, Transaction } from '#src/db/connect.ts';
import { scheduleTimers } from '#src/db/timers/schedule-timers.ts';
import { idOfSubject, type LongTimerKind, TIMER_PRIORITY } from '#src/db/timers/timer.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { planAllReminders } from './plan-all-timers.ts';

const SCHEDULE_CHANGE = 'schedule_change';

/** After a change that moves the quiet hours of a schedule. It can have more bookings ahead than fit one transaction. */
export async function replanSchedule(trx: Transaction, settings: WatchSettings, scheduleId: number): Promise<void> {
  const dueAt = settings.clock.now();
  const subject = `schedule:${scheduleId}`;
  const key = `${SCHEDULE_CHANGE}:${scheduleId}:${dueAt.getTime()}`;
  await scheduleTimers(trx, { clock: settings.clock }, [
    { kind: SCHEDULE_CHANGE, key, subject, priority: TIMER_PRIORITY.ask, dueAt },
  ]);
}

/** Corrects the due times of the reminders of a changed schedule. */
export function scheduleChange(db: Database, settings: WatchSettings): LongTimerKind {
  return {
    priority: TIMER_PRIORITY.ask,
    runInParts: async ({ subject }) => {
      await planAllReminders(db, settings, idOfSubject(subject));
      return 'done';
    },
  };
}
