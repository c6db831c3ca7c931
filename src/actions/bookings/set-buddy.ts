import type { ActionOrigin } from '#src/actions/action-origin.ts';
import type { Transaction } from '#src/db/connect.ts';
import { noticeOfBuddy, noticeOfReplacedBuddy } from '#src/notices/booking-notices.ts';
import { recordLiveEvent } from '#src/notices/live-events.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { type BuddyChange, type ChangeBuddyOutcome, changeBuddy } from '#src/roster/buddies/change-buddy.ts';
import { shiftIds } from './book-shift.ts';

/** Sets another buddy, or none: the new one, the old one and, where nobody is left, the coordinators hear of it. */
export async function setBuddy(
  trx: Transaction,
  settings: WatchSettings,
  { cause, ...change }: Pick<ActionOrigin, 'cause'> & BuddyChange,
): Promise<ChangeBuddyOutcome> {
  const changed = await changeBuddy(trx, settings, change);
  if (changed.outcome === 'changed') {
    const { details, previousBuddy } = changed;
    await noticeOfBuddy(trx, settings, { cause, details });
    if (previousBuddy) await noticeOfReplacedBuddy(trx, settings, { cause, details, previousBuddy });
    recordLiveEvent(trx, settings.clock, { type: 'buddy_change', ...shiftIds(details) });
  }
  if (changed.outcome === 'unchanged' && !changed.details.buddyUser) {
    // a buddy who left made it so; the coordinators hear of it once, and only now that the booker means it
    await noticeOfBuddy(trx, settings, { cause: `booking:${change.bookingId}`, details: changed.details });
  }
  return changed;
}
