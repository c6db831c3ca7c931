import { findAsk } from '#src/asks/find-ask.ts';
import { bookingOfAsk } from '#src/asks/subject-of-booking.ts';
import type { Transaction } from '#src/db/connect.ts';
import { payloadOf } from '#src/notices/shifts/invite-buddy.ts';
import type { Clock } from '#src/platform/clock.ts';
import { lockBooking } from '#src/roster/bookings/booking.ts';
import { type BookingDetails, detailsOfBooking } from '#src/roster/bookings/booking-details.ts';

/** Why an answer to an invitation changes nothing. */
export type InvitationOver =
  /** The booker gave it up, or a coordinator did. */
  | { outcome: 'dropped'; details: BookingDetails }
  /** Another buddy comes, or none. */
  | { outcome: 'notBuddy'; details: BookingDetails }
  /** The shift has another time than the one that was asked about. */
  | { outcome: 'moved'; details: BookingDetails }
  | { outcome: 'over'; details: BookingDetails };

/** Locks the booking of an invitation. All that ends the invitation locks it too, except for its deadline. */
export async function lockInvitation(
  trx: Transaction,
  clock: Clock,
  { askId, userId }: { askId: number; userId: number },
): Promise<InvitationOver | { outcome: 'stands'; details: BookingDetails }> {
  const ask = await findAsk(trx, askId);
  const booking = ask && (await lockBooking(trx, bookingOfAsk(ask)));
  if (!ask || !booking) throw new Error(`ask ${askId} lost its booking`);
  const details = await detailsOfBooking(trx, booking);
  if (!booking.isLive) return { outcome: 'dropped', details };
  if (booking.buddyUserId !== userId) return { outcome: 'notBuddy', details };
  if (booking.hasEnded(clock.now())) return { outcome: 'over', details };
  if (payloadOf(ask).shiftStart !== booking.shiftStart.getTime()) return { outcome: 'moved', details };
  return { outcome: 'stands', details };
}
