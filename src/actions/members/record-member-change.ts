import { shiftIds } from '#src/actions/bookings/book-shift.ts';
import type { Transaction } from '#src/db/connect.ts';
import { recordLiveEvent } from '#src/notices/live/live-events.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import type { ReleasedBookings } from '#src/roster/bookings/release-bookings.ts';
import type { User } from '#src/volunteers/people/user.ts';

/** Records live events for a changed member and their released bookings. */
export function recordMemberChange(
  trx: Transaction,
  settings: WatchSettings,
  { user, dropped = [], buddyLeft = [] }: { user: User } & Partial<ReleasedBookings>,
): void {
  recordLiveEvent(trx, settings.clock, { type: 'member_change', user_id: user.userId, status: user.status });
  for (const details of dropped) recordLiveEvent(trx, settings.clock, { type: 'drop', ...shiftIds(details) });
  for (const details of buddyLeft) {
    recordLiveEvent(trx, settings.clock, { type: 'buddy_change', ...shiftIds(details) });
  }
}
