import type { Transaction } from '#src/db/connect.ts';
import { Booking } from '#src/roster/bookings/booking.ts';
import { type BookingDetails, listBookingDetails } from '#src/roster/bookings/booking-details.ts';

/** Bookings that have not ended and whose booker named this number as buddy. The next one first. */
export async function listBookingsNamingPhone(trx: Transaction, phone: string, now: Date): Promise<BookingDetails[]> {
  const bookings = await Booking.query(trx)
    .where({ buddyPhone: phone })
    .whereNull('droppedAt')
    .where('shiftEnd', '>', now)
    .orderBy('shiftStart');
  return listBookingDetails(trx, bookings);
}
