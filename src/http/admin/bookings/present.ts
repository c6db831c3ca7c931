import { toIso, toIsoOrNull } from '#src/platform/iso.ts';
import type { CheckInRecord } from '#src/roster/attendance/check-in-record.ts';
import type { BookingDetails } from '#src/roster/bookings/booking-details.ts';
import { presentPerson } from '../users/present.ts';

/** Contains whole names and numbers, so it is for coordinators only. */
export function presentRosterBooking(details: BookingDetails, checkIns: readonly CheckInRecord[] = []) {
  const { booking, shift, booker } = details;
  return {
    booking_id: booking.bookingId,
    ref: booking.ref,
    schedule_id: shift.scheduleId,
    schedule_name: shift.scheduleName,
    shift_start: toIso(shift.startsAt),
    shift_end: toIso(shift.endsAt),
    timezone: shift.timezone,
    slot: booking.slot,
    booker: presentPerson(booker),
    buddy: presentBuddy(details),
    buddy_confirmed: booking.buddyUserId === null ? null : booking.buddyConfirmedAt !== null,
    attended: booking.attended,
    check_ins: checkIns
      .filter(({ bookingId }) => bookingId === booking.bookingId)
      .map(({ userId, inAt, outAt }) => ({ user_id: userId, in_at: toIsoOrNull(inAt), out_at: toIsoOrNull(outAt) })),
    dropped_at: toIsoOrNull(booking.droppedAt),
  };
}

function presentBuddy({ booking, buddyUser }: BookingDetails) {
  if (buddyUser) return presentPerson(buddyUser);
  const { buddyName, buddyPhone } = booking;
  return buddyName === null && buddyPhone === null ? null : { user_id: null, name: buddyName, phone: buddyPhone };
}
