import type { Transaction } from '#src/db/connect.ts';
import { type CheckInRecord, listCheckIns } from '#src/roster/attendance/check-in-record.ts';
import { type BookingDetails, listBookingsBetween } from '#src/roster/bookings/booking-details.ts';
import { listSchedulesDuring } from '#src/roster/schedules/list-schedules.ts';
import { compareShifts, occurrencesOfAll, type Shift } from '#src/roster/schedules/occurrences.ts';

/** A shift with everybody on it. */
export interface RosterEntry {
  shift: Shift;
  bookings: BookingDetails[];
  checkIns: CheckInRecord[];
  /** Free slots. 0 for a booked shift that the schedule no longer offers. */
  open: number;
}

/** All shifts with `from <= start < to`, booked or not, by start and schedule. */
export async function listRoster(trx: Transaction, from: Date, to: Date): Promise<RosterEntry[]> {
  const offered = occurrencesOfAll(await listSchedulesDuring(trx, from, to), from, to);
  const booked = await listBookingsBetween(trx, from, to);
  const checkIns = await listCheckIns(
    trx,
    booked.map(({ booking }) => booking.bookingId),
  );
  const checkInsOf = Map.groupBy(checkIns, ({ bookingId }) => bookingId);
  const entries = new Map<string, RosterEntry>();
  for (const shift of offered) entries.set(keyOf(shift), { shift, bookings: [], checkIns: [], open: shift.capacity });
  for (const details of booked) {
    const entry = entries.get(keyOf(details.shift)) ?? { shift: details.shift, bookings: [], checkIns: [], open: 0 };
    entries.set(keyOf(details.shift), entry);
    entry.bookings.push(details);
    entry.checkIns.push(...(checkInsOf.get(details.booking.bookingId) ?? []));
    entry.open = Math.max(0, entry.open - 1);
  }
  return [...entries.values()].sort(({ shift: one }, { shift: other }) => compareShifts(one, other));
}

function keyOf({ scheduleId, startsAt }: Shift): string {
  return `${scheduleId}/${startsAt.getTime()}`;
}
