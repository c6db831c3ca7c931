import type { Transaction } from '#src/db/connect.ts';
import { after, DAY } from '#src/platform/duration.ts';
import { type CheckInRecord, listCheckIns } from '#src/roster/attendance/check-in-record.ts';
import { type BookingDetails, listBookingsBetween } from '#src/roster/bookings/booking-details.ts';
import { listSchedulesDuring, type ScheduleWithExceptions } from '#src/roster/schedules/list-schedules.ts';
import { compareShifts, mostShiftsADay, occurrencesOfAll, type Shift } from '#src/roster/schedules/occurrences.ts';

/** A shift with everybody on it. */
export interface RosterEntry {
  shift: Shift;
  bookings: BookingDetails[];
  checkIns: CheckInRecord[];
  /** Free slots. 0 for a booked shift that the schedule no longer offers. */
  open: number;
}

interface Period {
  from: Date;
  to: Date;
}

/** All shifts with `from <= start < to`, booked or not, by start and schedule. */
export async function listRoster(trx: Transaction, from: Date, to: Date): Promise<RosterEntry[]> {
  const schedules = await listSchedulesDuring(trx, from, to);
  return entriesOf(trx, occurrencesOfAll(schedules, from, to), await listBookingsBetween(trx, from, to));
}

/** More slots than one shift can have, so that a page always has a whole shift. */
const MOST_BOOKINGS = 200;
const SHIFTS_A_STEP = 1_000;

/**
 * The first of these shifts: about two hundred, or all of them, and then `isComplete`. Never computes more than a few steps
 * of them, however long the period is.
 */
export async function listRosterStart(
  trx: Transaction,
  { from, to }: Period,
): Promise<{ entries: RosterEntry[]; isComplete: boolean }> {
  const schedules = await listSchedulesDuring(trx, from, to);
  const days = Math.max(1, Math.floor(SHIFTS_A_STEP / Math.max(1, mostShiftsADay(schedules))));
  const entries: RosterEntry[] = [];
  for (let start = from; start < to; ) {
    const end = new Date(Math.min(after(start, days * DAY).getTime(), to.getTime()));
    const step = await listStep(trx, schedules, { from: start, to: end });
    entries.push(...step.entries);
    if (!step.isComplete || entries.length >= MOST_BOOKINGS) {
      return { entries: entries.slice(0, MOST_BOOKINGS), isComplete: false };
    }
    start = end;
  }
  return { entries, isComplete: true };
}

async function listStep(
  trx: Transaction,
  schedules: readonly ScheduleWithExceptions[],
  { from, to }: Period,
): Promise<{ entries: RosterEntry[]; isComplete: boolean }> {
  const booked = await listBookingsBetween(trx, from, to, MOST_BOOKINGS + 1);
  const cut = booked.length > MOST_BOOKINGS ? booked.pop()?.shift : undefined;
  const isBefore = (shift: Shift) => cut === undefined || compareShifts(shift, cut) < 0;
  const offered = occurrencesOfAll(schedules, from, to).filter(isBefore).slice(0, MOST_BOOKINGS);
  const isComplete = cut === undefined && offered.length < MOST_BOOKINGS;
  const last = offered.at(-1);
  const isWithin = (shift: Shift) => isBefore(shift) && (isComplete || !last || compareShifts(shift, last) <= 0);
  const shown = booked.filter(({ shift }) => isWithin(shift));
  return { entries: await entriesOf(trx, offered, shown), isComplete };
}

async function entriesOf(
  trx: Transaction,
  offered: readonly Shift[],
  booked: readonly BookingDetails[],
): Promise<RosterEntry[]> {
  const entries = joinRoster(offered, booked);
  await addCheckIns(trx, entries);
  return entries;
}

/** Joins shifts that schedules offer with bookings, by start and schedule. Check-ins are still missing. */
export function joinRoster(offered: readonly Shift[], booked: readonly BookingDetails[]): RosterEntry[] {
  const entries = new Map<string, RosterEntry>();
  for (const shift of offered) entries.set(keyOf(shift), { shift, bookings: [], checkIns: [], open: shift.capacity });
  for (const details of booked) {
    const entry = entries.get(keyOf(details.shift)) ?? { shift: details.shift, bookings: [], checkIns: [], open: 0 };
    entries.set(keyOf(details.shift), entry);
    entry.bookings.push(details);
    entry.open = Math.max(0, entry.open - 1);
  }
  return [...entries.values()].sort(({ shift: one }, { shift: other }) => compareShifts(one, other));
}

export async function addCheckIns(trx: Transaction, entries: readonly RosterEntry[]): Promise<void> {
  const ids = entries.flatMap(({ bookings }) => bookings.map(({ booking }) => booking.bookingId));
  const checkInsOf = Map.groupBy(await listCheckIns(trx, ids), ({ bookingId }) => bookingId);
  for (const entry of entries) {
    entry.checkIns = entry.bookings.flatMap(({ booking }) => checkInsOf.get(booking.bookingId) ?? []);
  }
}

function keyOf({ scheduleId, startsAt }: Shift): string {
  return `${scheduleId}/${startsAt.getTime()}`;
}
