import type { Transaction } from '#src/db/connect.ts';
import { noticeOfBuddy, noticeOfReplacedBuddy } from '#src/notices/booking-notices.ts';
import { recordLiveEvent } from '#src/notices/live-events.ts';
import type { Watch } from '#src/notices/watch.ts';
import { type BuddyChange, type ChangeBuddyOutcome, changeBuddy } from '#src/roster/change-buddy.ts';
import { shiftIds } from './book-shift.ts';
import type { Deed } from './deed.ts';

/** Sets another buddy, or none: the new one, the old one and, where nobody is left, the coordinators hear of it. */
export async function setBuddy(
  trx: Transaction,
  watch: Watch,
  { cause, ...change }: Pick<Deed, 'cause'> & BuddyChange,
): Promise<ChangeBuddyOutcome> {
  const changed = await changeBuddy(trx, watch, change);
  if (changed.outcome === 'changed') {
    const { details, previousBuddy } = changed;
    await noticeOfBuddy(trx, watch, { cause, details });
    if (previousBuddy) await noticeOfReplacedBuddy(trx, watch, { cause, details, previousBuddy });
    recordLiveEvent(trx, watch.clock, { type: 'buddy_change', ...shiftIds(details) });
  }
  if (changed.outcome === 'unchanged' && !changed.details.buddyUser) {
    // a buddy who left made it so; the coordinators hear of it once, and only now that the booker means it
    await noticeOfBuddy(trx, watch, { cause: `booking:${change.bookingId}`, details: changed.details });
  }
  return changed;
}
