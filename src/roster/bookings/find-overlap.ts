import type { Transaction } from '#src/db/connect.ts';
import { Booking } from './booking.ts';
import type { Interval } from './interval.ts';

/**
 * The first booking of this person, as booker or linked buddy, that overlaps the interval. `exceptId` is a booking that does
 * not count. The answer is final only while the person is locked.
 */
export async function findOverlap(
  trx: Transaction,
  userId: number,
  { startsAt, endsAt }: Interval,
  exceptId?: number,
): Promise<Booking | undefined> {
  // no LIMIT: with one, PostgreSQL scans everybody's bookings by start and hopes to meet one of this person soon
  const found = await Booking.query(trx)
    .where((either) => either.where({ userId }).orWhere({ buddyUserId: userId }))
    .whereNull('droppedAt')
    .where('shiftStart', '<', endsAt)
    .where('shiftEnd', '>', startsAt)
    .orderBy('shiftStart');
  return found.find(({ bookingId }) => bookingId !== exceptId);
}

/** The same, without shifts to which they were named as buddy and have not said that they come. */
export async function findHeldShift(
  trx: Transaction,
  userId: number,
  { startsAt, endsAt }: Interval,
  exceptId: number,
): Promise<Booking | undefined> {
  const found = await Booking.query(trx)
    .where((either) => {
      either
        .where({ userId })
        .orWhere((buddy) => buddy.where({ buddyUserId: userId }).whereNotNull('buddyConfirmedAt'));
    })
    .whereNull('droppedAt')
    .where('shiftStart', '<', endsAt)
    .where('shiftEnd', '>', startsAt)
    .orderBy('shiftStart');
  return found.find(({ bookingId }) => bookingId !== exceptId);
}
