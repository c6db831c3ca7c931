import type { Transaction } from '#src/db/connect.ts';
import { localDateOf } from '#src/platform/zoned-time.ts';
import type { BookingTools } from '#src/roster/bookings/book-slot.ts';
import { type Booking, lockBooking } from '#src/roster/bookings/booking.ts';
import { type BookingDetails, detailsOfBooking, getBookingDetails } from '#src/roster/bookings/booking-details.ts';
import { type LockedPeople, lockPeople } from '#src/roster/bookings/lock-people.ts';
import { newRevisionOfBuddy } from '#src/roster/bookings/new-revision.ts';
import { findUser } from '#src/volunteers/people/find-user.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { type BuddyChoice, type BuddyColumns, buddyColumns } from './buddy-choice.ts';
import { type BuddyRefusal, findBuddyRefusal } from './find-buddy-refusal.ts';

export interface BuddyChange {
  userId: number;
  bookingId: number;
  buddy: BuddyChoice;
}

export type ChangeBuddyOutcome =
  /** `previousBuddy`: the member who is no longer linked. */
  | { outcome: 'changed'; details: BookingDetails; buddyLinked: boolean; previousBuddy?: User }
  | { outcome: 'unchanged'; details: BookingDetails }
  | { outcome: 'notYours' }
  | { outcome: 'dropped'; details: BookingDetails }
  | { outcome: 'ended'; details: BookingDetails }
  | BuddyRefusal;

/** The booker names another buddy, or none. Possible until the end of the shift. */
export async function changeBuddy(
  trx: Transaction,
  tools: BookingTools,
  { userId, bookingId, buddy }: BuddyChange,
): Promise<ChangeBuddyOutcome> {
  const people = await lockPeople(trx, { userId, buddy });
  const booking = await lockBooking(trx, bookingId);
  if (booking?.userId !== userId) return { outcome: 'notYours' };
  const now = tools.clock.now();
  const columns = buddyColumns(buddy, people.buddyUser, now);
  const details = await detailsOfBooking(trx, booking);
  if (!booking.isLive) return { outcome: 'dropped', details };
  if (booking.hasEnded(now)) return { outcome: 'ended', details };
  if (isSameBuddy(booking, columns)) return { outcome: 'unchanged', details };

  const namedOn = localDateOf(now, tools.zone);
  const refusal = await findBuddyRefusal(trx, {
    people,
    buddy,
    interval: details.shift,
    namedOn,
    isByCoordinator: false,
  });
  if (refusal) return refusal;
  await trx('bookings')
    .where({ bookingId })
    .update({ ...columns, ...newRevisionOfBuddy(trx, now) });
  return changed(trx, { booking, people });
}

async function changed(
  trx: Transaction,
  { booking, people }: { booking: Booking; people: LockedPeople },
): Promise<ChangeBuddyOutcome> {
  const details = await getBookingDetails(trx, booking.bookingId);
  const previousBuddy = booking.buddyUserId === null ? undefined : await findUser(trx, booking.buddyUserId);
  const buddyLinked = people.buddyUser !== undefined;
  return { outcome: 'changed', details, buddyLinked, ...(previousBuddy && { previousBuddy }) };
}

function isSameBuddy(booking: Booking, columns: BuddyColumns): boolean {
  if (columns.buddyUserId !== null) return booking.buddyUserId === columns.buddyUserId;
  return (
    booking.buddyUserId === null && booking.buddyName === columns.buddyName && booking.buddyPhone === columns.buddyPhone
  );
}
