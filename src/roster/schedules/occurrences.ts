import { after, DAY, MINUTE } from '#src/platform/duration.ts';
import { addDays, isZone, type LocalDate, localDateOf } from '#src/platform/zoned-time.ts';
import { findCronProblem } from './cron-problem.ts';
import { MOST_STARTS_A_DAY, parseCron } from './cron-rule.ts';
import { cronTimesOn } from './cron-times.ts';
import { type ExceptionIndex, indexExceptions } from './exception-index.ts';
import { nightOf } from './night.ts';

/** The columns of a schedule that decide about its shifts. */
export interface ScheduleTerms {
  scheduleId: number;
  name: string;
  cronExpr: string;
  startDate: LocalDate | null;
  endDate: LocalDate | null;
  durationMinutes: number;
  timezone: string;
  capacity: number;
  meetingPlace: string | null;
}

/**
 * A local date or a night on which the cron expression does not count, or an additional start. One of them is set. A night
 * is named by the date on whose evening it begins. Shifts that had started when it was created stay.
 */
export interface ScheduleException {
  skippedDate: LocalDate | null;
  skippedNight: LocalDate | null;
  addedStart: Date | null;
  createdAt: Date;
}

/** Everything that decides when shifts are. An added start counts on a skipped date too, but never outside the dates. */
export interface ScheduleRule extends ScheduleTerms {
  exceptions: readonly ScheduleException[];
}

/** One dated occurrence of a schedule. */
export interface Shift {
  scheduleId: number;
  scheduleName: string;
  startsAt: Date;
  endsAt: Date;
  timezone: string;
  /** Only the people on the shift are told. */
  meetingPlace: string | null;
  capacity: number;
}

/**
 * The shifts that start on this day in the schedule's zone, in order. Listing, booking and reminding all use the same
 * function. A rule that `checkRule` cannot read has no shifts, so that it does not break the listing of other schedules.
 */
export function occurrencesOn(rule: ScheduleRule, date: LocalDate): Shift[] {
  return timesOn(rule, indexExceptions(rule), date).map((time) => shiftOf(rule, new Date(time)));
}

/** The shifts with `from <= startsAt < to`, in order. */
export function occurrencesBetween(rule: ScheduleRule, from: Date, to: Date): Shift[] {
  return occurrencesOfAll([rule], from, to);
}

/** No caller lists more at once. A longer period would keep every text waiting, so that it is an error. */
const LONGEST_PERIOD = 400 * DAY;

/**
 * The shifts of all these schedules with `from <= startsAt < to`, by start and schedule. `mostShiftsADay` says beforehand how
 * many there may be.
 */
export function occurrencesOfAll(rules: readonly ScheduleRule[], from: Date, to: Date): Shift[] {
  if (from >= to) return [];
  const [first, last] = [from.getTime(), to.getTime()];
  if (last - first > LONGEST_PERIOD) throw new RangeError('too long a period to list shifts');
  const shifts: Shift[] = [];
  // the dates are computed once for each zone: a thousand schedules share a few zones
  for (const [timezone, together] of Map.groupBy(rules, (rule) => rule.timezone)) {
    const dates = isZone(timezone) ? datesBetween(localDateOf(from, timezone), localDateOf(to, timezone)) : [];
    for (const rule of together) {
      const exceptions = indexExceptions(rule);
      for (const date of dates) {
        for (const time of timesOn(rule, exceptions, date))
          if (time >= first && time < last) shifts.push(shiftOf(rule, new Date(time)));
      }
    }
  }
  return shifts.sort(compareShifts);
}

/** How many shifts these schedules have a day, at most. Quick, because it computes no dates. */
export function mostShiftsADay(rules: readonly ScheduleRule[]): number {
  const starts = rules.map((rule) =>
    isUsable(rule) ? Math.min(MOST_STARTS_A_DAY, parseCron(rule.cronExpr).minutesOfDay.length) : 0,
  );
  return starts.reduce((sum, count) => sum + count, 0);
}

/** By start, then by schedule. */
export function compareShifts(
  one: Pick<Shift, 'startsAt' | 'scheduleId'>,
  other: Pick<Shift, 'startsAt' | 'scheduleId'>,
): number {
  return one.startsAt.getTime() - other.startsAt.getTime() || one.scheduleId - other.scheduleId;
}

/** The shift that starts at exactly this instant. */
export function shiftAt(rule: ScheduleRule, instant: Date): Shift | undefined {
  if (Number.isNaN(instant.getTime()) || !isZone(rule.timezone)) return undefined;
  const shifts = occurrencesOn(rule, localDateOf(instant, rule.timezone));
  return shifts.find(({ startsAt }) => startsAt.getTime() === instant.getTime());
}

/** A shift in the form that the rule describes, at an instant that the rule may not, or no longer, offer. */
export function shiftOf(rule: ScheduleTerms, startsAt: Date): Shift {
  return {
    scheduleId: rule.scheduleId,
    scheduleName: rule.name,
    startsAt,
    endsAt: after(startsAt, rule.durationMinutes * MINUTE),
    timezone: rule.timezone,
    meetingPlace: rule.meetingPlace,
    capacity: rule.capacity,
  };
}

function datesBetween(first: LocalDate, last: LocalDate): LocalDate[] {
  const dates: LocalDate[] = [];
  for (let date = first; date <= last; date = addDays(date, 1)) dates.push(date);
  return dates;
}

function timesOn(rule: ScheduleRule, exceptions: ExceptionIndex, date: LocalDate): readonly number[] {
  if (!isWithinDates(rule, date) || !isUsable(rule)) return [];
  const regular = regularTimesOn(rule, exceptions, date);
  const more = exceptions.added.get(date);
  return more ? [...new Set([...regular, ...more])].sort((one, other) => one - other) : regular;
}

function regularTimesOn(
  { cronExpr, timezone }: ScheduleRule,
  { skipped, skippedNights }: ExceptionIndex,
  date: LocalDate,
): readonly number[] {
  const times = cronTimesOn(cronExpr, timezone, date);
  // the small hours of a date belong to the night before
  const hasSkippedNight = skippedNights.has(date) || skippedNights.has(addDays(date, -1));
  if (!hasSkippedNight && !skipped.has(date)) return times;
  const dateSince = skipped.get(date) ?? Number.POSITIVE_INFINITY;
  const nightSince = (time: number) => skippedNights.get(nightOf(new Date(time), timezone)) ?? Number.POSITIVE_INFINITY;
  return times.filter((time) => time < dateSince && time < nightSince(time));
}

function isWithinDates({ startDate, endDate }: ScheduleTerms, date: LocalDate): boolean {
  return (startDate === null || date >= startDate) && (endDate === null || date <= endDate);
}

const usable = new Map<string, boolean>();

function isUsable({ cronExpr, timezone }: ScheduleTerms): boolean {
  const key = `${cronExpr}|${timezone}`;
  const known = usable.get(key);
  if (known !== undefined) return known;
  const answer = isZone(timezone) && findCronProblem(cronExpr) === undefined;
  if (usable.size > 1000) usable.clear();
  usable.set(key, answer);
  return answer;
}
