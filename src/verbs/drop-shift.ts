import type { Transaction } from '#src/db/connect.ts';
import { noticeOfBuddyLeaving, noticeOfDrop } from '#src/notices/booking-notices.ts';
import { recordLiveEvent } from '#src/notices/live-events.ts';
import type { Watch } from '#src/notices/watch.ts';
import { type DropOutcome, dropBooking } from '#src/roster/drop-booking.ts';
import { audit } from '#src/volunteers/audit.ts';
import { shiftIds } from './book-shift.ts';
import { channelOfCause, type Deed } from './deed.ts';

/** Gives a shift up (the reason is kept), or leaves it as buddy: the other one hears why, and close to the start the coordinators too. */
export async function dropShift(
  trx: Transaction,
  watch: Watch,
  { cause, words, ...drop }: Pick<Deed, 'cause'> & { userId: number; bookingId: number; words: string },
): Promise<DropOutcome> {
  const dropped = await dropBooking(trx, watch.clock, drop);
  if (dropped.outcome === 'dropped') await noticeOfDrop(trx, watch, { ...dropped, cause, words });
  if (dropped.outcome === 'buddyLeft') await noticeOfBuddyLeaving(trx, watch, { ...dropped, cause, words });
  if (dropped.outcome === 'dropped' || dropped.outcome === 'buddyLeft') {
    recordLiveEvent(trx, watch.clock, { type: 'drop', ...shiftIds(dropped.details) });
    await audit(trx, watch.clock, {
      actorUserId: drop.userId,
      channel: channelOfCause(cause),
      action: dropped.outcome === 'dropped' ? 'booking.drop' : 'booking.leave',
      subject: `booking:${drop.bookingId}`,
      after: { reason: words },
    });
  }
  return dropped;
}
