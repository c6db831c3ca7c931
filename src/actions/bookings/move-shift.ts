import type { CoordinatorOrigin } from '#src/actions/action-origin.ts';
import { planReminders } from '#src/actions/timers/reminders.ts';
import { withdrawAsks } from '#src/asks/end-ask.ts';
import { subjectOfBooking } from '#src/asks/subject-of-booking.ts';
import type { Transaction } from '#src/db/connect.ts';
import { recordLiveEvent } from '#src/notices/live/live-events.ts';
import { notifyOfMove } from '#src/notices/shifts/coordinator-change-notices.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { type Move, type MoveOutcome, moveBooking } from '#src/roster/bookings/move-booking.ts';
import { confirmLinkedBuddy } from '#src/roster/buddies/confirm-linked-buddy.ts';
import { auditBooking, bookingFacts } from './audit-booking.ts';
import { shiftIds } from './book-shift.ts';

/** Moves a booking to another shift, with its ref and people. Reminders of the old time are no longer sent. */
export async function moveShift(
  trx: Transaction,
  settings: WatchSettings,
  { cause, actor, channel, ...move }: CoordinatorOrigin & Move,
): Promise<MoveOutcome> {
  const moved = await moveBooking(trx, settings.clock, move);
  if (moved.outcome !== 'moved') return moved;
  const { before, details } = moved;
  // a coordinator who moved their own patrol need not be asked
  if (details.buddyUser !== undefined && details.buddyUser.userId === actor.userId) {
    await withdrawAsks(trx, settings, { subject: subjectOfBooking(details.booking.bookingId) });
    await confirmLinkedBuddy(trx, details.booking, settings.clock.now());
  }
  await notifyOfMove(trx, settings, { cause, actor, before, details });
  await planReminders(trx, settings, [details]);
  const change = { before: bookingFacts(before), after: bookingFacts(details) };
  await auditBooking(trx, settings, { actor, channel, action: 'booking.move', details, ...change });
  recordLiveEvent(trx, settings.clock, { type: 'move', ...shiftIds(details) });
  return moved;
}
