import type { Transaction } from '#src/db/connect.ts';
import type { Clock } from '#src/platform/clock.ts';

/** Columns for each update of bookings that a calendar shows: another time, place or companion, or the end of the booking. */
export function newRevision(trx: Transaction, now: Date) {
  return { revision: trx.raw('?? + 1', ['revision']), changedAt: now };
}

/** Columns for each update that may take a linked buddy off a booking. */
export function newRevisionOfBuddy(trx: Transaction, now: Date) {
  return { ...newRevision(trx, now), leftBuddyUserId: trx.ref('buddyUserId') };
}

/** For a change outside the bookings: the name of a person, or the place of a schedule. */
export async function reviseBookings(
  trx: Transaction,
  clock: Clock,
  whose: { userId: number } | { scheduleId: number },
): Promise<void> {
  const now = clock.now();
  const bookings = trx('bookings').whereNull('droppedAt').where('shiftEnd', '>', now);
  if ('scheduleId' in whose) bookings.where(whose);
  else bookings.where((either) => either.where(whose).orWhere({ buddyUserId: whose.userId }));
  await bookings.update(newRevision(trx, now));
}
