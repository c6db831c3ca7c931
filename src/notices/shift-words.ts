import { formatZoned } from '#src/platform/zoned-time.ts';
import type { BookingDetails } from '#src/roster/bookings/booking-details.ts';
import { type ShiftWhen, shiftWhen } from '#src/roster/schedules/night.ts';
import type { Shift } from '#src/roster/schedules/occurrences.ts';
import { formatPhone } from '#src/volunteers/numbers/phone-number.ts';
import { shortName } from '#src/volunteers/people/display-name.ts';

export function whenOf(shift: Shift): ShiftWhen {
  return shiftWhen(shift.startsAt, shift.endsAt, shift.timezone);
}

/** What is said of a shift in nearly every text about it. */
export function shiftWords(details: BookingDetails): ShiftWhen & { when: string; ref: string; place: string } {
  const when = whenOf(details.shift);
  return { ...when, when: when.long, ref: details.booking.ref, place: details.shift.meetingPlace ?? '' };
}

/** The buddy as the booker may see them; empty: none. */
export function buddyWords({ booking, buddyUser }: BookingDetails, region: string): string {
  if (buddyUser) return shortName(buddyUser.name);
  if (booking.buddyName) return booking.buddyName;
  return booking.buddyPhone ? formatPhone(booking.buddyPhone, region) : '';
}

/** The other one on this shift, as `userId` may see them; empty: nobody. */
export function companionWords(details: BookingDetails, userId: number, region: string): string {
  return details.booking.userId === userId ? buddyWords(details, region) : shortName(details.booker.name);
}

/** `22:04` */
export function clockTime(instant: Date, zone: string): string {
  return formatZoned(instant, zone, 'HH:mm');
}
