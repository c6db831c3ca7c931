import type { Transaction } from '#src/db/connect.ts';
import { inBatches, startAfter } from '#src/db/queries/in-batches.ts';
import { toIso, toIsoOrNull } from '#src/platform/iso.ts';
import { listCheckIns } from '#src/roster/attendance/check-in-record.ts';
import { Booking } from '#src/roster/bookings/booking.ts';
import { listBookingDetails } from '#src/roster/bookings/booking-details.ts';
import { shortName } from '#src/volunteers/people/display-name.ts';
import type { User } from '#src/volunteers/people/user.ts';

/** Every shift of this person, as booker or buddy, with their attendance, by start. */
export async function* readBookings(trx: Transaction, { userId }: User) {
  const batches = inBatches<Booking>((last, limit) => {
    const bookings = Booking.query(trx)
      .where((theirs) => theirs.where({ userId }).orWhere({ buddyUserId: userId }))
      .orderBy(['shiftStart', 'bookingId'])
      .limit(limit);
    return last ? startAfter(bookings, last, ['shiftStart', 'bookingId']) : bookings;
  });
  for await (const bookings of batches) yield presentBatch(trx, userId, bookings);
}

async function presentBatch(trx: Transaction, userId: number, bookings: readonly Booking[]) {
  const ids = bookings.map(({ bookingId }) => bookingId);
  const checkIns = (await listCheckIns(trx, ids)).filter((checkIn) => checkIn.userId === userId);
  return (await listBookingDetails(trx, bookings)).map(({ booking, booker, buddyUser, shift }) => {
    const isBooker = booking.userId === userId;
    const checkIn = checkIns.find(({ bookingId }) => bookingId === booking.bookingId);
    const companion = isBooker ? (buddyUser?.name ?? booking.buddyName) : booker.name;
    return {
      ref: booking.ref,
      part: isBooker ? 'booker' : 'buddy',
      with: companion === null ? null : shortName(companion),
      schedule: shift.scheduleName,
      shift_start: toIso(booking.shiftStart),
      shift_end: toIso(booking.shiftEnd),
      booked_at: toIso(booking.createdAt),
      dropped_at: toIsoOrNull(booking.droppedAt),
      attended: booking.attended,
      in_at: toIsoOrNull(checkIn?.inAt),
      out_at: toIsoOrNull(checkIn?.outAt),
    };
  });
}
