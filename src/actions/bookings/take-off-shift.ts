import type { CoordinatorOrigin } from '#src/actions/action-origin.ts';
import { endReminders } from '#src/actions/timers/reminders.ts';
import { withdrawAsks } from '#src/asks/end-ask.ts';
import { subjectOfBooking } from '#src/asks/subject-of-booking.ts';
import type { Transaction } from '#src/db/connect.ts';
import { recordLiveEvent } from '#src/notices/live/live-events.ts';
import { notifyOfRemovedBooking } from '#src/notices/shifts/coordinator-change-notices.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { type DropOutcome, dropBookingOfOthers } from '#src/roster/bookings/drop-booking.ts';
import { auditBooking, bookingFacts } from './audit-booking.ts';
import { shiftIds } from './book-shift.ts';

/** Takes the booker and the buddy off a shift, and frees the slot. */
export async function takeOffShift(
  trx: Transaction,
  settings: WatchSettings,
  { cause, actor, channel, bookingId, words }: CoordinatorOrigin & { bookingId: number; words: string },
): Promise<DropOutcome> {
  const dropped = await dropBookingOfOthers(trx, settings.clock, bookingId);
  if (dropped.outcome !== 'dropped') return dropped;
  const { details } = dropped;
  await withdrawAsks(trx, settings, { subject: subjectOfBooking(bookingId) });
  await notifyOfRemovedBooking(trx, settings, { cause, actor, details, words });
  await endReminders(trx, settings, [details]);
  const after = { dropped: true, ...(words && { reason: words }) };
  await auditBooking(trx, settings, {
    actor,
    channel,
    action: 'booking.drop',
    details,
    before: bookingFacts(details),
    after,
  });
  recordLiveEvent(trx, settings.clock, { type: 'drop', ...shiftIds(details) });
  return dropped;
}
