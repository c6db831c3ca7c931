import ical, { ICalCalendarMethod } from 'ical-generator';
import { companionWords, shiftFactsOf } from '#src/notices/shifts/shift-facts.ts';
import { type WatchSettings, watchFactsOf } from '#src/notices/watch-settings.ts';
import { HOUR, SECOND } from '#src/platform/duration.ts';
import type { BookingDetails } from '#src/roster/bookings/booking-details.ts';
import { textsFor } from '#src/texts/texts-for.ts';
import type { User } from '#src/volunteers/people/user.ts';

/** Times are in UTC, and every calendar program shows them in its own zone. The notes give the shift's local time. */
export function presentCalendar(
  settings: WatchSettings,
  publicUrl: string,
  { owner, bookings }: { owner: User; bookings: readonly BookingDetails[] },
): string {
  const texts = textsFor(owner.language);
  const calendar = ical({
    name: texts.calendarName(watchFactsOf(settings)),
    prodId: { company: 'Watchline', product: 'shifts', language: owner.language.toUpperCase() },
    method: ICalCalendarMethod.PUBLISH,
    ttl: HOUR / SECOND,
  });
  const host = new URL(publicUrl).host;
  for (const details of bookings) {
    const { booking, shift } = details;
    const { shift: time, ref } = shiftFactsOf(details);
    calendar.createEvent({
      id: `booking-${booking.bookingId}@${host}`,
      stamp: settings.clock.now(),
      start: booking.shiftStart,
      end: booking.shiftEnd,
      summary: texts.calendarShift({ buddy: companionWords(details, owner.userId, settings.region) }),
      description: texts.calendarNotes({ shift: time, ref, zone: shift.timezone, schedule: shift.scheduleName }),
      location: shift.meetingPlace,
    });
  }
  // RFC 5545: every line ends with CRLF, the last one too
  return `${calendar.toString()}\r\n`;
}
