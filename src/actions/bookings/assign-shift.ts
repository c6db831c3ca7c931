import type { CoordinatorOrigin } from '#src/actions/action-origin.ts';
import type { Transaction } from '#src/db/connect.ts';
import { notifyOfAssignment } from '#src/notices/shifts/coordinator-change-notices.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import type { BookOutcome, SlotRequest } from '#src/roster/bookings/book-slot.ts';
import { clearBuddyCalled } from '#src/roster/buddies/erase-buddies.ts';
import { findUser } from '#src/volunteers/people/find-user.ts';
import { auditBooking, bookingFacts } from './audit-booking.ts';
import { bookShift } from './book-shift.ts';

export type AssignOutcome = BookOutcome | { outcome: 'noSuchUser' } | { outcome: 'notActive' };

/** Books a slot for a member. After any outcome but `booked`, the transaction must be rolled back. */
export async function assignShift(
  trx: Transaction,
  settings: WatchSettings,
  { actor, channel, ...request }: CoordinatorOrigin & SlotRequest,
): Promise<AssignOutcome> {
  const user = await findUser(trx, request.userId);
  if (!user) return { outcome: 'noSuchUser' };
  if (!user.isActive) return { outcome: 'notActive' };
  const booked = await bookShift(trx, settings, { ...request, actor });
  if (booked.outcome !== 'booked') return booked;
  const { details } = booked;
  // they were removed before we had the lock
  if (!details.booker.isActive) return { outcome: 'notActive' };
  const { cause } = request;
  await clearBuddyCalled(trx, details.booking.bookingId);
  await notifyOfAssignment(trx, settings, { cause, details, actor });
  await auditBooking(trx, settings, {
    actor,
    channel,
    action: 'booking.assign',
    details,
    after: bookingFacts(details),
  });
  return booked;
}
