import type { Transaction } from '#src/db/connect.ts';
import { lockRows } from '#src/db/locking.ts';
import type { Clock } from '#src/platform/clock.ts';
import { NO_BUDDY } from '#src/roster/buddies/buddy-choice.ts';
import { Booking } from './booking.ts';
import { type BookingDetails, listBookingDetails } from './booking-details.ts';
import { newRevision, newRevisionOfBuddy } from './new-revision.ts';

export interface ReleasedBookings {
  dropped: BookingDetails[];
  /** These continue without this person. */
  buddyLeft: BookingDetails[];
}

/** For a member who leaves: drops their bookings ahead, and unlinks them as buddy. Shifts that have started stay. */
export async function releaseBookings(trx: Transaction, clock: Clock, userId: number): Promise<ReleasedBookings> {
  const now = clock.now();
  const ids = (await listAhead(trx, userId, now)).map(({ bookingId }) => bookingId);
  await lockRows(trx, 'bookings', ids);
  const ahead = await listAhead(trx, userId, now);
  const asBooker = ahead.filter((booking) => booking.partOf(userId) === 'booker');
  const asBuddy = ahead.filter((booking) => booking.partOf(userId) === 'buddy');
  return {
    dropped: await change(trx, asBooker, { droppedAt: now, ...newRevision(trx, now) }),
    buddyLeft: await change(trx, asBuddy, { ...NO_BUDDY, ...newRevisionOfBuddy(trx, now) }),
  };
}

async function change(trx: Transaction, bookings: Booking[], columns: object): Promise<BookingDetails[]> {
  const ids = bookings.map(({ bookingId }) => bookingId);
  await trx('bookings').whereIn('bookingId', ids).update(columns);
  return listBookingDetails(trx, await Booking.query(trx).findByIds(ids).orderBy('shiftStart'));
}

async function listAhead(trx: Transaction, userId: number, now: Date): Promise<Booking[]> {
  const unended = await Booking.query(trx)
    .where((either) => either.where({ userId }).orWhere({ buddyUserId: userId }))
    .whereNull('droppedAt')
    // by start instead, PostgreSQL would scan everybody's shifts ahead
    .where('shiftEnd', '>', now);
  return unended.filter((booking) => !booking.hasStarted(now));
}
