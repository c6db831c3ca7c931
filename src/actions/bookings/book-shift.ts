import type { ActionOrigin } from '#src/actions/action-origin.ts';
import { scheduleReminders } from '#src/actions/timers/reminders.ts';
import type { Transaction } from '#src/db/connect.ts';
import { runConcurrently } from '#src/db/run-concurrently.ts';
import { recordLiveEvent } from '#src/notices/live/live-events.ts';
import { notifyOfBooking, notifyOfBuddy } from '#src/notices/shifts/booking-notices.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { type BookOutcome, bookSlot, type SlotRequest } from '#src/roster/bookings/book-slot.ts';
import type { BookingDetails } from '#src/roster/bookings/booking-details.ts';
import { confirmLinkedBuddy } from '#src/roster/buddies/confirm-linked-buddy.ts';
import type { Actor } from '#src/volunteers/audit/actor.ts';

interface ShiftToBook extends Pick<ActionOrigin, 'cause'>, SlotRequest {
  /** The coordinator who books it for them. */
  actor?: Actor;
  /** The booker is told by text. */
  isConfirmed?: boolean;
}

/**
 * Books a slot and asks the buddy whether they come, or tells the coordinators if there is no buddy. The caller answers
 * the booker.
 */
export async function bookShift(
  trx: Transaction,
  settings: WatchSettings,
  { cause, actor, isConfirmed = false, ...request }: ShiftToBook,
): Promise<BookOutcome> {
  const booked = await bookSlot(trx, settings, { ...request, isByCoordinator: actor !== undefined });
  if (booked.outcome !== 'booked') return booked;
  const { details } = booked;
  // a coordinator who put themselves down as buddy need not be asked
  if (details.buddyUser !== undefined && details.buddyUser.userId === actor?.userId) {
    await confirmLinkedBuddy(trx, details.booking, settings.clock.now());
  }
  await runConcurrently(
    notifyOfBuddy(trx, settings, { cause, details, namedBy: actor ?? details.booker }),
    scheduleReminders(trx, settings, [details]),
    isConfirmed ? notifyOfBooking(trx, settings, details) : Promise.resolve(),
  );
  recordLiveEvent(trx, settings.clock, { type: 'booking', ...shiftIds(details) });
  return booked;
}

/** Books a slot and confirms it to the booker by text. */
export async function bookAndConfirm(
  trx: Transaction,
  settings: WatchSettings,
  request: Pick<ActionOrigin, 'cause'> & SlotRequest,
): Promise<BookOutcome> {
  return bookShift(trx, settings, { ...request, isConfirmed: true });
}

export function shiftIds({ booking }: BookingDetails) {
  const { bookingId, scheduleId, shiftStart } = booking;
  return { booking_id: bookingId, schedule_id: scheduleId, shift_start: shiftStart.toISOString() };
}
