import type { Transaction } from '#src/db/connect.ts';
import { noticeOfBooking, noticeOfBuddy } from '#src/notices/booking-notices.ts';
import { recordLiveEvent } from '#src/notices/live-events.ts';
import type { Watch } from '#src/notices/watch.ts';
import { type BookOutcome, bookSlot, type SlotRequest } from '#src/roster/book-slot.ts';
import type { BookingDetails } from '#src/roster/booking-details.ts';
import type { Deed } from './deed.ts';

/** Books, and tells the buddy or, where there is none, the coordinators. The booker's own answer is the caller's. */
export async function bookShift(
  trx: Transaction,
  watch: Watch,
  { cause, ...request }: Pick<Deed, 'cause'> & SlotRequest,
): Promise<BookOutcome> {
  const booked = await bookSlot(trx, watch, request);
  if (booked.outcome !== 'booked') return booked;
  const { details } = booked;
  await noticeOfBuddy(trx, watch, { cause, details });
  recordLiveEvent(trx, watch.clock, { type: 'booking', ...shiftIds(details) });
  return booked;
}

/** Books, and confirms it to the booker by text. */
export async function bookAndConfirm(
  trx: Transaction,
  watch: Watch,
  request: Pick<Deed, 'cause'> & SlotRequest,
): Promise<BookOutcome> {
  const booked = await bookShift(trx, watch, request);
  if (booked.outcome === 'booked') await noticeOfBooking(trx, watch, booked.details);
  return booked;
}

export function shiftIds({ booking }: BookingDetails) {
  const { bookingId, scheduleId, shiftStart } = booking;
  return { booking_id: bookingId, schedule_id: scheduleId, shift_start: shiftStart.toISOString() };
}
