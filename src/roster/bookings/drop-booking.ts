import type { Transaction } from '#src/db/connect.ts';
import type { Clock } from '#src/platform/clock.ts';
import { MINUTE } from '#src/platform/duration.ts';
import { NO_BUDDY } from '#src/roster/buddies/buddy-choice.ts';
import { getUser } from '#src/volunteers/find-user.ts';
import type { User } from '#src/volunteers/user.ts';
import { lockBooking } from './booking.ts';
import { type BookingDetails, getBookingDetails } from './booking-details.ts';

export type DropOutcome =
  /** `details` still names the buddy, who must hear of it. `minutesToStart` is rounded up. */
  | { outcome: 'dropped'; details: BookingDetails; minutesToStart: number }
  /** The booking goes on without `buddy`; `details` is as it stands now. */
  | { outcome: 'buddyLeft'; details: BookingDetails; buddy: User; minutesToStart: number }
  | { outcome: 'notYours' }
  | { outcome: 'alreadyDropped'; details: BookingDetails }
  | { outcome: 'started'; details: BookingDetails };

/** The booker gives the shift up and its slot is free at once; a linked buddy only leaves. */
export async function dropBooking(
  trx: Transaction,
  clock: Clock,
  { userId, bookingId }: { userId: number; bookingId: number },
): Promise<DropOutcome> {
  const booking = await lockBooking(trx, bookingId);
  const part = booking?.partOf(userId);
  if (!booking || !part) return { outcome: 'notYours' };
  const now = clock.now();
  if (!booking.isLive) return { outcome: 'alreadyDropped', details: await getBookingDetails(trx, bookingId) };
  if (booking.hasStarted(now)) return { outcome: 'started', details: await getBookingDetails(trx, bookingId) };

  const minutesToStart = Math.ceil((booking.shiftStart.getTime() - now.getTime()) / MINUTE);
  const change = part === 'booker' ? { droppedAt: now } : NO_BUDDY;
  await trx('bookings').where({ bookingId }).update(change);
  const details = await getBookingDetails(trx, bookingId);
  if (part === 'booker') return { outcome: 'dropped', details, minutesToStart };
  return { outcome: 'buddyLeft', details, buddy: await getUser(trx, userId), minutesToStart };
}
