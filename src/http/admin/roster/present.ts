import { presentShift } from '#src/http/shared/shifts/present.ts';
import { formatZoned } from '#src/platform/zoned-time.ts';
import type { Coverage } from '#src/roster/shifts/compute-coverage.ts';
import type { RosterEntry } from '#src/roster/shifts/list-roster.ts';
import { formatPhone } from '#src/volunteers/numbers/phone-number.ts';
import { presentRosterBooking } from '../bookings/present.ts';

export function presentRosterShift(entry: RosterEntry) {
  const { shift, open } = entry;
  const slots = slotsOf(entry).map(({ slot, details }) => ({
    slot,
    booking: details ? presentRosterBooking(details, entry.checkIns) : null,
  }));
  return { ...presentShift(shift), meeting_place: shift.meetingPlace, open_slots: open, slots };
}

export function presentCoverage({ scheduleId, scheduleName, week, noShows, ...counts }: Coverage) {
  const { slots, booked } = counts;
  const fillRate = slots === 0 ? 0 : Math.round((booked / slots) * 1000) / 1000;
  return {
    schedule_id: scheduleId,
    schedule_name: scheduleName,
    week,
    ...counts,
    fill_rate: fillRate,
    no_shows: noShows,
  };
}

export const CSV_COLUMNS = [
  'schedule',
  'date',
  'from',
  'to',
  'slot',
  'ref',
  'booker',
  'booker_phone',
  'buddy',
  'buddy_phone',
  'checked_in',
  'attended',
  'meeting_place',
  'buddy_confirmed',
] as const;

/** One line for each slot, free ones included. Times are local to the schedule. */
export function csvRows(entry: RosterEntry, region: string) {
  const { shift, checkIns } = entry;
  const { startsAt, endsAt, timezone } = shift;
  const when = [
    formatZoned(startsAt, timezone, 'yyyy-MM-dd'),
    formatZoned(startsAt, timezone, 'HH:mm'),
    formatZoned(endsAt, timezone, 'HH:mm'),
  ];
  return slotsOf(entry).map(({ slot, details }) => {
    const booking = details && presentRosterBooking(details, checkIns);
    const times = (booking?.check_ins ?? []).flatMap(({ in_at: at }) =>
      at ? [formatZoned(new Date(at), timezone, 'HH:mm')] : [],
    );
    return [
      shift.scheduleName,
      ...when,
      slot,
      booking ? booking.ref : 'OPEN',
      booking?.booker.name,
      phoneOf(booking?.booker.phone, region),
      booking?.buddy?.name,
      phoneOf(booking?.buddy?.phone, region),
      times.join(' '),
      booking?.attended,
      shift.meetingPlace,
      booking?.buddy_confirmed,
    ];
  });
}

function slotsOf({ bookings, shift, open }: RosterEntry) {
  const taken = new Map(bookings.map((details) => [details.booking.slot, details]));
  const count = open > 0 ? shift.capacity : 0;
  const numbers = new Set([...taken.keys(), ...Array.from({ length: count }, (_, index) => index + 1)]);
  return [...numbers].sort((a, b) => a - b).map((slot) => ({ slot, details: taken.get(slot) }));
}

function phoneOf(phone: string | null | undefined, region: string): string {
  return phone ? formatPhone(phone, region) : '';
}
