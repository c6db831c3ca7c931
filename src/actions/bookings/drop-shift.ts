import { type ActionOrigin, channelOfCause } from '#src/actions/action-origin.ts';
import { planReminders } from '#src/actions/timers/reminders.ts';
import { withdrawAsks } from '#src/asks/end-ask.ts';
import { subjectOfBooking } from '#src/asks/subject-of-booking.ts';
import type { Transaction } from '#src/db/connect.ts';
import { recordLiveEvent } from '#src/notices/live/live-events.ts';
import { notifyOfBuddyLeaving, notifyOfDrop } from '#src/notices/shifts/drop-notices.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { type DropOutcome, dropBooking } from '#src/roster/bookings/drop-booking.ts';
import { audit } from '#src/volunteers/audit/audit.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { shiftIds } from './book-shift.ts';

/**
 * Drops a shift, or leaves it as buddy. The other person is told the reason, and shortly before the start the coordinators
 * too.
 */
export async function dropShift(
  trx: Transaction,
  settings: WatchSettings,
  {
    cause,
    words,
    ...drop
  }: Pick<ActionOrigin, 'cause'> & { userId: number; bookingId: number; knownUsers?: readonly User[]; words: string },
): Promise<DropOutcome> {
  const dropped = await dropBooking(trx, settings.clock, drop);
  if (dropped.outcome === 'dropped') await notifyOfDrop(trx, settings, { ...dropped, cause, words });
  if (dropped.outcome === 'buddyLeft') await notifyOfBuddyLeaving(trx, settings, { ...dropped, cause, words });
  if (dropped.outcome === 'dropped' || dropped.outcome === 'buddyLeft') {
    const subject = subjectOfBooking(drop.bookingId);
    const isBooker = dropped.outcome === 'dropped';
    await withdrawAsks(trx, settings, isBooker ? { subject } : { subject, userId: drop.userId });
    await planReminders(trx, settings, [dropped.details]);
    recordLiveEvent(trx, settings.clock, { type: 'drop', ...shiftIds(dropped.details) });
    await audit(trx, settings.clock, {
      actorUserId: drop.userId,
      channel: channelOfCause(cause),
      action: dropped.outcome === 'dropped' ? 'booking.drop' : 'booking.leave',
      subject: `booking:${drop.bookingId}`,
      after: { reason: words },
    });
  }
  return dropped;
}
