import type { Transaction } from '#src/db/connect.ts';
import { Booking } from './booking.ts';

export interface Interval {
  startsAt: Date;
  endsAt: Date;
}

/**
 * The first live booking that this person, as booker or linked buddy, holds within the half-open interval: 00:00-02:00
 * and 02:00-04:00 don't overlap. `besides`: a booking that does not count. Only binding while the person's row is locked.
 */
export async function findOverlap(
  trx: Transaction,
  userId: number,
  { startsAt, endsAt }: Interval,
  besides?: number,
): Promise<Booking | undefined> {
  // never with a limit: PostgreSQL would go through everybody's bookings by start, sure to meet one of theirs soon
  const found = await Booking.query(trx)
    .where((either) => either.where({ userId }).orWhere({ buddyUserId: userId }))
    .whereNull('droppedAt')
    .where('shiftStart', '<', endsAt)
    .where('shiftEnd', '>', startsAt)
    .orderBy('shiftStart');
  return found.find(({ bookingId }) => bookingId !== besides);
}
