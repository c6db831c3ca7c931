import type { Transaction } from '#src/db/connect.ts';
import { lockRows } from '#src/db/locking.ts';
import type { Clock } from '#src/platform/clock.ts';
import { Booking } from '#src/roster/bookings/booking.ts';
import { type BookingDetails, listBookingDetails } from '#src/roster/bookings/booking-details.ts';
import { findOverlap } from '#src/roster/bookings/find-overlap.ts';
import { lockNumber } from '#src/roster/bookings/lock-people.ts';
import { newRevision } from '#src/roster/bookings/new-revision.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { linkedColumns } from './buddy-choice.ts';

/**
 * Links a new active member to the shifts, ahead or running, whose booker named their number, unless they have a shift of
 * their own at that time. Returns the newly linked bookings.
 */
export async function linkBuddy(trx: Transaction, clock: Clock, user: User): Promise<BookingDetails[]> {
  const { phone, userId } = user;
  if (phone === null) return [];
  await lockNumber(trx, phone);
  await lockRows(trx, 'users', [userId]);
  const now = clock.now();
  const linked: Booking[] = [];
  for (const { bookingId, shiftStart, shiftEnd } of await listWaiting(trx, phone, now)) {
    const isBusy = await findOverlap(trx, userId, { startsAt: shiftStart, endsAt: shiftEnd });
    if (isBusy) continue;
    await trx('bookings')
      .where({ bookingId })
      .update({ ...linkedColumns(user, now), ...newRevision(trx, now) });
    linked.push(await Booking.query(trx).findById(bookingId).throwIfNotFound());
  }
  return listBookingDetails(trx, linked);
}

/** Locks the bookings that name the number and have no linked buddy. By start. */
async function listWaiting(trx: Transaction, buddyPhone: string, now: Date): Promise<Booking[]> {
  const waiting = () =>
    Booking.query(trx)
      .where({ buddyPhone })
      .whereNull('buddyUserId')
      .whereNull('droppedAt')
      .where('shiftEnd', '>', now)
      .orderBy(['shiftStart', 'bookingId']);
  const found = await waiting();
  await lockRows(
    trx,
    'bookings',
    found.map(({ bookingId }) => bookingId),
  );
  const ids = new Set(found.map(({ bookingId }) => bookingId));
  return (await waiting()).filter(({ bookingId }) => ids.has(bookingId));
}
