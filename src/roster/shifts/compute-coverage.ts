import type { Transaction } from '#src/db/connect.ts';
import { runConcurrently } from '#src/db/run-concurrently.ts';
import { after, DAY } from '#src/platform/duration.ts';
import { isoWeekOf } from '#src/platform/zoned-time.ts';
import { listSchedulesDuring } from '#src/roster/schedules/list-schedules.ts';
import { nightOf } from '#src/roster/schedules/night.ts';
import { occurrencesOfAll, shiftOf } from '#src/roster/schedules/occurrences.ts';
import { Schedule } from '#src/roster/schedules/schedule.ts';
import { countBookingsOfShifts, keyOfShift } from './count-bookings.ts';

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

interface Day {
  from: Date;
  to: Date;
  now: Date;
}

type CountReports = (trx: Transaction, day: Day) => Promise<Map<string, number>>;

export interface CoverageQuery extends Day {
  /** The number of reports on each shift. */
  countReports: CountReports;
  /** Runs the work in a snapshot of its own. */
  read: (work: (trx: Transaction) => Promise<Coverage[]>) => Promise<Coverage[]>;
}

/**
 * How well the nights were covered, by ISO week and schedule. Each day is read in a snapshot of its own: months of a large
 * watch take seconds, and others read meanwhile.
 */
export async function computeCoverage({ from, to, now, countReports, read }: CoverageQuery): Promise<Coverage[]> {
  const rows = new Map<string, Coverage>();
  for (let start = from; start < to; start = after(start, DAY)) {
    const day = { from: start, to: new Date(Math.min(to.getTime(), after(start, DAY).getTime())), now };
    for (const shift of await read((trx) => listCoveredShifts(trx, countReports, day))) add(rows, shift);
  }
  return [...rows.values()].sort(
    (one, other) => one.week.localeCompare(other.week) || one.scheduleId - other.scheduleId,
  );
}

function add(rows: Map<string, Coverage>, shift: Coverage): void {
  const key = `${shift.week}/${shift.scheduleId}`;
  const row = rows.get(key);
  if (!row) {
    rows.set(key, shift);
    return;
  }
  row.shifts += shift.shifts;
  row.slots += shift.slots;
  row.booked += shift.booked;
  row.attended += shift.attended;
  row.noShows += shift.noShows;
  row.reports += shift.reports;
}

/** A row for each shift that is offered or booked. */
async function listCoveredShifts(trx: Transaction, countReports: CountReports, day: Day): Promise<Coverage[]> {
  const { from, to } = day;
  const [schedules, booked, reported] = await runConcurrently(
    listSchedulesDuring(trx, from, to),
    countBookingsOfShifts(trx, day),
    countReports(trx, day),
  );
  const shifts = new Map(occurrencesOfAll(schedules, from, to).map((shift) => [keyOfShift(shift), shift]));
  const noLonger = [...booked.values()].filter((count) => !shifts.has(keyOfShift(count)));
  const ids = new Set(noLonger.map(({ scheduleId }) => scheduleId));
  const ended = ids.size > 0 ? await Schedule.query(trx).findByIds([...ids]) : [];
  const scheduleById = new Map(ended.map((schedule) => [schedule.scheduleId, schedule]));
  for (const count of noLonger) {
    const schedule = scheduleById.get(count.scheduleId);
    // the schedule offers no free slots there any more
    if (schedule) shifts.set(keyOfShift(count), { ...shiftOf(schedule, count.startsAt), capacity: 0 });
  }
  return [...shifts].map(([key, { scheduleId, scheduleName, startsAt, timezone, capacity }]) => {
    const { booked: taken, attended, noShows } = booked.get(key) ?? { booked: 0, attended: 0, noShows: 0 };
    const week = isoWeekOf(nightOf(startsAt, timezone));
    const slots = Math.max(capacity, taken);
    return {
      ...{ scheduleId, scheduleName, week, shifts: 1, slots, booked: taken, attended, noShows },
      reports: reported.get(key) ?? 0,
    };
  });
}
