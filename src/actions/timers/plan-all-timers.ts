import { setTimeout as wait } from 'node:timers/promises';
import type { Database } from '#src/db/connect.ts';
import { inTransaction } from '#src/db/in-transaction.ts';
import { lockRows } from '#src/db/locking.ts';
import { listUnplannedSubjects, planTimers, releaseKinds, type TimerPlan } from '#src/db/timers/plan-timers.ts';
import type { NewTimer } from '#src/db/timers/schedule-timers.ts';
import { idOfSubject } from '#src/db/timers/timer.ts';
import { findSendingHold } from '#src/messaging/limits/sending-hold.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { ERASURE, erasureTimerOf, listErasures } from '#src/privacy/erasure/erasure.ts';
import { Booking } from '#src/roster/bookings/booking.ts';
import { listBookingDetails } from '#src/roster/bookings/booking-details.ts';
import { listNextAhead } from '#src/roster/bookings/list-next-bookings.ts';
import { CODE_END, codeTimerOf } from '#src/volunteers/sign-in/code-timer.ts';
import { listOpenCodes } from '#src/volunteers/sign-in/one-time-code.ts';
import { planReminders, reminderPlan } from './reminders.ts';

/** Bookings that are compared with their timers at a time, and those that one transaction changes. */
const PAGE = 200;
const BATCH = 10;
/** Between two transactions, texts can take the writer lock. */
const PAUSE_MS = 5;

/**
 * Schedules every timer that is missing, and corrects due times: after an upgrade from a version without timers, after a
 * restore, and after a change of the settings. Takes no lock if all timers are as they should be.
 */
export async function planAllTimers(db: Database, settings: WatchSettings): Promise<void> {
  await planMissing(db, settings, CODE_END, (await listOpenCodes(db)).map(codeTimerOf));
  await planMissing(db, settings, ERASURE, (await listErasures(db)).map(erasureTimerOf));
  // they erase, and send nothing that may have been sent before the restore
  if (await findSendingHold(db)) await releaseKinds(db, [CODE_END, ERASURE]);
  await planAllReminders(db, settings);
}

async function planMissing(db: Database, settings: WatchSettings, kind: string, timers: NewTimer[]): Promise<void> {
  const plan: TimerPlan = { subjects: timers.map(({ subject }) => subject), kinds: [kind], timers };
  const unplanned = await listUnplannedSubjects(db, settings.clock, plan);
  if (unplanned.size > 0) await inTransaction(db, (trx) => planTimers(trx, settings, plan));
}

/** Plans the reminders of all bookings ahead, or of those of one schedule. */
export async function planAllReminders(db: Database, settings: WatchSettings, scheduleId?: number): Promise<void> {
  const { clock } = settings;
  let last: Booking | undefined;
  for (;;) {
    const page = await listNextAhead(db, { now: clock.now(), scheduleId, after: last, limit: PAGE });
    last = page.at(-1)?.booking;
    if (!last) return;
    const unplanned = await listUnplannedSubjects(db, clock, reminderPlan(settings, page));
    const ids = [...unplanned].map(idOfSubject);
    for (let from = 0; from < ids.length; from += BATCH) await planBatch(db, settings, ids.slice(from, from + BATCH));
    await wait(PAUSE_MS);
  }
}

/** Somebody may have changed the bookings meanwhile, so this looks at them again, under their locks. */
async function planBatch(db: Database, settings: WatchSettings, bookingIds: number[]): Promise<void> {
  await inTransaction(db, async (trx) => {
    await lockRows(trx, 'bookings', bookingIds);
    const bookings = await Booking.query(trx).findByIds(bookingIds);
    await planReminders(trx, settings, await listBookingDetails(trx, bookings));
  });
  await wait(PAUSE_MS);
}
