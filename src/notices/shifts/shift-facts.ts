import { LRUCache } from 'lru-cache';
import type { BookingDetails } from '#src/roster/bookings/booking-details.ts';
import { nightOf } from '#src/roster/schedules/night.ts';
import type { Shift } from '#src/roster/schedules/occurrences.ts';
import type { ShiftFacts, ShiftTime } from '#src/texts/facts.ts';
import { formatPhone } from '#src/volunteers/numbers/phone-number.ts';
import { shortName } from '#src/volunteers/people/display-name.ts';

/** The same few hundred shifts are named again and again. One object for each lets `texts` remember its words. */
const known = new LRUCache<string, ShiftTime>({ max: 2_000 });

export function shiftTimeOf({ startsAt, endsAt, timezone: zone }: Shift): ShiftTime {
  const key = `${startsAt.getTime()}/${endsAt.getTime()}/${zone}`;
  const time = known.get(key) ?? { startsAt, endsAt, zone, night: nightOf(startsAt, zone) };
  known.set(key, time);
  return time;
}

export function shiftFactsOf({ shift, booking }: BookingDetails): ShiftFacts {
  return { shift: shiftTimeOf(shift), ref: booking.ref, place: shift.meetingPlace ?? '' };
}

/** The buddy as the booker may see them. Empty if there is none. */
export function buddyWords({ booking, buddyUser }: BookingDetails, region: string): string {
  if (buddyUser) return shortName(buddyUser.name);
  if (booking.buddyName) return booking.buddyName;
  return booking.buddyPhone ? formatPhone(booking.buddyPhone, region) : '';
}

/** The other person on this shift, as `userId` may see them. Empty if there is none. */
export function companionWords(details: BookingDetails, userId: number, region: string): string {
  return details.booking.userId === userId ? buddyWords(details, region) : shortName(details.booker.name);
}
