import ical, { ICalCalendarMethod, type ICalEventData, ICalEventStatus } from 'ical-generator';
import { companionWords, shiftFactsOf } from '#src/notices/shifts/shift-facts.ts';
import { type WatchSettings, watchFactsOf } from '#src/notices/watch-settings.ts';
import { HOUR, SECOND } from '#src/platform/duration.ts';
import type { BookingDetails } from '#src/roster/bookings/booking-details.ts';
import { textsFor } from '#src/texts/texts-for.ts';
import type { User } from '#src/volunteers/people/user.ts';

/** RFC 5545 3.4: a calendar has at least one component, and a time zone alone is allowed. */
const UTC_ZONE = {
  name: 'Etc/UTC',
  generator: () =>
    [
      'BEGIN:VTIMEZONE',
      'TZID:Etc/UTC',
      'BEGIN:STANDARD',
      'DTSTART:19700101T000000',
      'TZOFFSETFROM:+0000',
      'TZOFFSETTO:+0000',
      'TZNAME:UTC',
      'END:STANDARD',
      'END:VTIMEZONE',
    ].join('\r\n'),
};

interface CalendarContent {
  owner: User;
  bookings: readonly BookingDetails[];
  /** Shown as cancelled. */
  ended: readonly BookingDetails[];
}

/** Times are in UTC, and every calendar program shows them in its own zone. The notes give the shift's local time. */
export function presentCalendar(
  settings: WatchSettings,
  publicUrl: string,
  { owner, bookings, ended }: CalendarContent,
): string {
  const texts = textsFor(owner.language);
  const calendar = ical({
    name: texts.calendarName(watchFactsOf(settings)),
    prodId: { company: 'Watchline', product: 'shifts', language: owner.language.toUpperCase() },
    method: ICalCalendarMethod.PUBLISH,
    ttl: HOUR / SECOND,
    ...(bookings.length + ended.length === 0 && { timezone: UTC_ZONE }),
  });
  const common = { stamp: settings.clock.now(), host: new URL(publicUrl).host };
  for (const details of bookings) {
    const { shift } = details;
    const { shift: time, ref } = shiftFactsOf(details);
    calendar.createEvent({
      ...eventOf(details, common),
      status: ICalEventStatus.CONFIRMED,
      summary: texts.calendarShift({ buddy: companionWords(details, owner.userId, settings.region) }),
      description: texts.calendarNotes({ shift: time, ref, zone: shift.timezone, schedule: shift.scheduleName }),
    });
  }
  for (const details of ended) {
    const { timezone: zone, scheduleName: schedule } = details.shift;
    calendar.createEvent({
      ...eventOf(details, common),
      status: ICalEventStatus.CANCELLED,
      summary: texts.calendarCancelled(),
      description: texts.calendarCancelledNotes({ shift: shiftFactsOf(details).shift, zone, schedule }),
    });
  }
  // RFC 5545: every line ends with CRLF, the last one too
  return `${calendar.toString()}\r\n`;
}

function eventOf({ booking, shift }: BookingDetails, { stamp, host }: { stamp: Date; host: string }): ICalEventData {
  return {
    id: `booking-${booking.bookingId}@${host}`,
    sequence: booking.revision,
    stamp,
    created: booking.createdAt,
    lastModified: booking.changedAt ?? booking.createdAt,
    start: booking.shiftStart,
    end: booking.shiftEnd,
    location: shift.meetingPlace,
  };
}
