import { isoWeekOf } from '#src/platform/zoned-time.ts';
import { nightOf } from '#src/roster/schedules/night.ts';
import type { RosterEntry } from './list-roster.ts';

export interface Coverage {
  scheduleId: number;
  scheduleName: string;
  /** The ISO week of the night that the shifts belong to: `2026-W48`. */
  week: string;
  shifts: number;
  slots: number;
  booked: number;
  attended: number;
  /** Bookings whose shift has ended and where nobody was there. */
  noShows: number;
  reports: number;
}

/** How well the nights were covered, by schedule and ISO week. `reportsOf`: the number of reports of a booking. */
export function computeCoverage(
  entries: readonly RosterEntry[],
  reportsOf: Map<number, number>,
  now: Date,
): Coverage[] {
  const rows = new Map<string, Coverage>();
  for (const { shift, bookings, open } of entries) {
    const { scheduleId, scheduleName } = shift;
    const week = isoWeekOf(nightOf(shift.startsAt, shift.timezone));
    const key = `${week}/${scheduleId}`;
    const none = { shifts: 0, slots: 0, booked: 0, attended: 0, noShows: 0, reports: 0 };
    const row = rows.get(key) ?? { scheduleId, scheduleName, week, ...none };
    rows.set(key, row);
    row.shifts += 1;
    row.slots += bookings.length + open;
    row.booked += bookings.length;
    row.attended += bookings.filter(({ booking }) => booking.attended).length;
    row.noShows += bookings.filter(({ booking }) => !booking.attended && booking.hasEnded(now)).length;
    for (const { booking } of bookings) row.reports += reportsOf.get(booking.bookingId) ?? 0;
  }
  return [...rows.values()].sort(
    (one, other) => one.week.localeCompare(other.week) || one.scheduleId - other.scheduleId,
  );
}
