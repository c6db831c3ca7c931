import { setImmediate } from 'node:timers/promises';
import type { Transaction } from '#src/db/connect.ts';
import { after, DAY, laterOf } from '#src/platform/duration.ts';
import { listBookingDetails } from '#src/roster/bookings/booking-details.ts';
import { listNextBookings } from '#src/roster/bookings/list-next-bookings.ts';
import { listSchedulesDuring } from '#src/roster/schedules/list-schedules.ts';
import { compareShifts, occurrencesOfAll, type Shift } from '#src/roster/schedules/occurrences.ts';
import { addCheckIns, joinRoster, type RosterEntry } from './list-roster.ts';

/** Where the previous page ended. */
export type RosterPosition = Pick<Shift, 'startsAt' | 'scheduleId'>;

export interface RosterQuery {
  /** `from <= startsAt < to`. */
  from: Date;
  to: Date;
  after?: RosterPosition | undefined;
  mostShifts: number;
  /** A page ends before the shift with which it would have more slots than this. More than any shift has. */
  mostSlots: number;
}

export interface RosterPage {
  entries: RosterEntry[];
  hasMore: boolean;
}

/** The next shifts, booked or not, by start and schedule. Computes and reads little more than the page. */
export async function listRosterPage(trx: Transaction, query: RosterQuery): Promise<RosterPage> {
  const { mostSlots } = query;
  const from = query.after ? laterOf(query.after.startsAt, query.from) : query.from;
  const offered = await listNextOffered(trx, { ...query, from });
  const bookings = await listNextBookings(trx, { from, to: offered.to, after: query.after, limit: mostSlots + 1 });
  const details = await listBookingDetails(trx, bookings);
  const entries = joinRoster(offered.shifts, details);
  const last = bookings.length > mostSlots ? details.at(-1)?.shift : undefined;
  // the shift of the last booking that was read may have more bookings
  const complete = last ? entries.filter(({ shift }) => compareShifts(shift, last) < 0) : entries;
  const shown = cut(complete, query);
  await addCheckIns(trx, shown);
  return { entries: shown, hasMore: offered.to < query.to || shown.length < entries.length };
}

/** More offered shifts than fit on the page, and up to which instant that is all of them. */
async function listNextOffered(trx: Transaction, query: RosterQuery): Promise<{ shifts: Shift[]; to: Date }> {
  const { from, to, after: last, mostShifts, mostSlots } = query;
  const schedules = await listSchedulesDuring(trx, from, to);
  const shifts: Shift[] = [];
  let slots = 0;
  for (let start = from; start < to; start = after(start, DAY)) {
    const end = new Date(Math.min(to.getTime(), after(start, DAY).getTime()));
    for (const shift of occurrencesOfAll(schedules, start, end)) {
      if (last && compareShifts(shift, last) <= 0) continue;
      const previous = shifts.at(-1);
      const isFull = shifts.length > mostShifts || slots > mostSlots;
      // shifts that begin together stay together, so that every instant is complete
      if (isFull && previous && previous.startsAt < shift.startsAt) return { shifts, to: after(previous.startsAt, 1) };
      shifts.push(shift);
      slots += shift.capacity;
    }
    // a day of many schedules takes a while, and somebody may wait for an answer
    await setImmediate();
  }
  return { shifts, to };
}

function cut(entries: readonly RosterEntry[], { mostShifts, mostSlots }: RosterQuery): RosterEntry[] {
  let slots = 0;
  const tooFar = entries.findIndex(({ bookings, open }, index) => {
    slots += bookings.length + open;
    return index >= mostShifts || slots > mostSlots;
  });
  return tooFar === -1 ? [...entries] : entries.slice(0, tooFar);
}
