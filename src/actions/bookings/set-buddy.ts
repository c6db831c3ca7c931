import type { ActionOrigin } from '#src/actions/action-origin.ts';
import { planReminders } from '#src/actions/timers/reminders.ts';
import { withdrawAsks } from '#src/asks/end-ask.ts';
import { subjectOfBooking } from '#src/asks/subject-of-booking.ts';
import type { Transaction } from '#src/db/connect.ts';
import { recordLiveEvent } from '#src/notices/live/live-events.ts';
import { notifyOfBuddy, notifyOfReplacedBuddy } from '#src/notices/shifts/booking-notices.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { type BuddyChange, type ChangeBuddyOutcome, changeBuddy } from '#src/roster/buddies/change-buddy.ts';
import { shiftIds } from './book-shift.ts';

/** Sets another buddy, or none. Asks the new buddy, tells the old one, or the coordinators if there is no buddy now. */
export async function setBuddy(
  trx: Transaction,
  settings: WatchSettings,
  { cause, ...change }: Pick<ActionOrigin, 'cause'> & BuddyChange,
): Promise<ChangeBuddyOutcome> {
  const changed = await changeBuddy(trx, settings, change);
  if (changed.outcome === 'changed') {
    const { details, previousBuddy } = changed;
    if (previousBuddy) {
      const { userId } = previousBuddy;
      await withdrawAsks(trx, settings, { subject: subjectOfBooking(change.bookingId), userId });
    }
    await notifyOfBuddy(trx, settings, { cause, details, namedBy: details.booker });
    if (previousBuddy) await notifyOfReplacedBuddy(trx, settings, { cause, details, previousBuddy });
    await planReminders(trx, settings, [details]);
    recordLiveEvent(trx, settings.clock, { type: 'buddy_change', ...shiftIds(details) });
  }
  if (changed.outcome === 'unchanged' && !changed.details.buddyUser) {
    // the buddy had left before. The coordinators are told once, now that the booker decides to patrol alone
    await notifyOfBuddy(trx, settings, { cause: `booking:${change.bookingId}`, details: changed.details });
  }
  return changed;
}
