import type { Transaction } from '#src/db/connect.ts';
import type { Clock } from '#src/platform/clock.ts';
import { lockBooking } from '#src/roster/bookings/booking.ts';
import { type BookingDetails, detailsOfBooking } from '#src/roster/bookings/booking-details.ts';
import { phaseAt } from './attendance-window.ts';

export type MarkOutcome =
  | { outcome: 'marked'; before: boolean; details: BookingDetails }
  | { outcome: 'unchanged' | 'dropped' | 'tooEarly'; details: BookingDetails }
  | { outcome: 'noSuchBooking' };

/** A coordinator corrects the attendance of a booking, at any time after it opened. The check-ins stay as they are. */
export async function markAttendance(
  trx: Transaction,
  clock: Clock,
  { bookingId, attended }: { bookingId: number; attended: boolean },
): Promise<MarkOutcome> {
  const booking = await lockBooking(trx, bookingId);
  if (!booking) return { outcome: 'noSuchBooking' };
  const details = await detailsOfBooking(trx, booking);
  if (!booking.isLive) return { outcome: 'dropped', details };
  if (phaseAt(details.shift, clock.now()) === 'early') return { outcome: 'tooEarly', details };
  if (booking.attended === attended) return { outcome: 'unchanged', details };
  await trx('bookings').where({ bookingId }).update({ attended });
  booking.attended = attended;
  return { outcome: 'marked', before: !attended, details };
}
