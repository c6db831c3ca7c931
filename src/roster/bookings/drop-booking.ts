import type { Transaction } from '#src/db/connect.ts';
import type { Clock } from '#src/platform/clock.ts';
import { NO_BUDDY } from '#src/roster/buddies/buddy-choice.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { lockBooking, type PartInBooking } from './booking.ts';
import { type BookingDetails, detailsOfBooking } from './booking-details.ts';
import { minutesToStart } from './late-drop.ts';
import { newRevision, newRevisionOfBuddy } from './new-revision.ts';

export type DropOutcome =
  /** `details` still has the buddy, who must be told. */
  | { outcome: 'dropped'; details: BookingDetails; minutesToStart: number }
  /** The booking continues without `buddy`. */
  | { outcome: 'buddyLeft'; details: BookingDetails; buddy: User; minutesToStart: number }
  | { outcome: 'notYours' }
  | { outcome: 'alreadyDropped'; details: BookingDetails }
  | { outcome: 'started'; details: BookingDetails };

/** Drops a booking. The booker frees the slot. A linked buddy only leaves. */
export async function dropBooking(
  trx: Transaction,
  clock: Clock,
  { userId, bookingId, knownUsers }: { userId: number; bookingId: number; knownUsers?: readonly User[] },
): Promise<DropOutcome> {
  const booking = await lockBooking(trx, bookingId);
  const part = booking?.partOf(userId);
  if (!booking || !part) return { outcome: 'notYours' };
  return end(trx, clock.now(), { part, details: await detailsOfBooking(trx, booking, knownUsers) });
}

/** Drops the booking of somebody else, as if its booker had given it up. */
export async function dropBookingOfOthers(trx: Transaction, clock: Clock, bookingId: number): Promise<DropOutcome> {
  const booking = await lockBooking(trx, bookingId);
  if (!booking) return { outcome: 'notYours' };
  return end(trx, clock.now(), { part: 'booker', details: await detailsOfBooking(trx, booking) });
}

async function end(
  trx: Transaction,
  now: Date,
  { part, details }: { part: PartInBooking; details: BookingDetails },
): Promise<DropOutcome> {
  const { booking, buddyUser, ...rest } = details;
  const { bookingId } = booking;
  if (!booking.isLive) return { outcome: 'alreadyDropped', details };
  if (booking.hasStarted(now)) return { outcome: 'started', details };

  const minutes = minutesToStart(booking, now);
  const isBooker = part === 'booker';
  const change = isBooker ? { droppedAt: now } : NO_BUDDY;
  const revision = isBooker ? newRevision(trx, now) : newRevisionOfBuddy(trx, now);
  await trx('bookings')
    .where({ bookingId })
    .update({ ...change, ...revision });
  booking.$set(change);
  if (part === 'booker') return { outcome: 'dropped', details, minutesToStart: minutes };
  if (!buddyUser) throw new Error(`booking ${bookingId} has no linked buddy who could leave`);
  return { outcome: 'buddyLeft', details: { booking, ...rest }, buddy: buddyUser, minutesToStart: minutes };
}
