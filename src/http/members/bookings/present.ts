import type { z } from 'zod';
import type { Transaction } from '#src/db/connect.ts';
import { shiftTimeOf } from '#src/notices/shifts/shift-facts.ts';
import { toIso, toIsoOrNull } from '#src/platform/iso.ts';
import { type CheckInRecord, listCheckIns } from '#src/roster/attendance/check-in-record.ts';
import type { BookingDetails } from '#src/roster/bookings/booking-details.ts';
import { textsFor } from '#src/texts/texts-for.ts';
import { shortName } from '#src/volunteers/people/display-name.ts';
import type { bookingAnswer } from './schema.ts';

type BookingAnswer = z.input<typeof bookingAnswer>;

/** The bookings as this booker or buddy may see them. */
export async function presentBookings(
  trx: Transaction,
  userId: number,
  bookings: readonly BookingDetails[],
): Promise<BookingAnswer[]> {
  const ids = bookings.map(({ booking }) => booking.bookingId);
  const checkIns = (await listCheckIns(trx, ids)).filter((checkIn) => checkIn.userId === userId);
  const byBooking = new Map(checkIns.map((checkIn) => [checkIn.bookingId, checkIn]));
  return bookings.map((details) => present(details, userId, byBooking.get(details.booking.bookingId)));
}

export async function presentBooking(
  trx: Transaction,
  userId: number,
  details: BookingDetails,
): Promise<BookingAnswer | undefined> {
  const [answer] = await presentBookings(trx, userId, [details]);
  return answer;
}

/** A booking that was made in this transaction: nobody has checked in yet. */
export function presentNewBooking(userId: number, details: BookingDetails): BookingAnswer {
  return present(details, userId, undefined);
}

function present(details: BookingDetails, userId: number, checkIn: CheckInRecord | undefined): BookingAnswer {
  const { booking, shift, booker, buddyUser } = details;
  const part = booking.userId === userId ? 'booker' : 'buddy';
  return {
    booking_id: booking.bookingId,
    ref: booking.ref,
    user_id: booking.userId,
    booker_name: shortName(booker.name),
    part,
    schedule_id: booking.scheduleId,
    schedule_name: shift.scheduleName,
    shift_start: toIso(booking.shiftStart),
    shift_end: toIso(booking.shiftEnd),
    timezone: shift.timezone,
    when: textsFor(undefined).shiftWithYear(shiftTimeOf(shift)),
    meeting_place: shift.meetingPlace,
    buddy_user_id: booking.buddyUserId,
    buddy_name: buddyUser ? shortName(buddyUser.name) : booking.buddyName,
    buddy_phone: part === 'booker' && !buddyUser ? booking.buddyPhone : null,
    buddy_confirmed: booking.buddyUserId === null ? null : booking.buddyConfirmedAt !== null,
    attended: booking.attended,
    checked_in_at: toIsoOrNull(checkIn?.inAt),
    checked_out_at: toIsoOrNull(checkIn?.outAt),
    created_at: toIso(booking.createdAt),
  };
}
