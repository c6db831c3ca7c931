import type { Transaction } from '#src/db/connect.ts';
import type { Clock } from '#src/platform/clock.ts';
import { lockBooking } from '#src/roster/bookings/booking.ts';
import { type BookingDetails, getBookingDetails } from '#src/roster/bookings/booking-details.ts';
import { phaseAt } from './attendance-window.ts';

export type MarkOutcome =
  | { outcome: 'marked'; before: boolean; details: BookingDetails }
  | { outcome: 'unchanged' | 'dropped' | 'tooEarly'; details: BookingDetails }
  | { outcome: 'noSuchBooking' };

/** What a coordinator knows, however late. The people's own check-ins stay as they said them. */
export async function markAttendance(
  trx: Transaction,
  clock: Clock,
  { bookingId, attended }: { bookingId: number; attended: boolean },
): Promise<MarkOutcome> {
  const booking = await lockBooking(trx, bookingId);
  if (!booking) return { outcome: 'noSuchBooking' };
  const details = await getBookingDetails(trx, bookingId);
  if (!booking.isLive) return { outcome: 'dropped', details };
  if (phaseAt(details.shift, clock.now()) === 'early') return { outcome: 'tooEarly', details };
  if (booking.attended === attended) return { outcome: 'unchanged', details };
  await trx('bookings').where({ bookingId }).update({ attended });
  return { outcome: 'marked', before: booking.attended, details: await getBookingDetails(trx, bookingId) };
}
