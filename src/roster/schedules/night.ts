import { addDays, instantAt, type LocalDate, localDateOf, wallClockOf } from '#src/platform/zoned-time.ts';

/** A night lasts from 18:00 to 06:00. */
export const NIGHT_BEGINS = 18;
export const NIGHT_ENDS = 6;

/** A shift that starts before 05:00 belongs to the night before, so a day lasts until then. */
export const DAY_ENDS = 5;

/** From 20:00 until the night ends, HELP with other words after it is a call for help. Before, a person reads it. */
const HELP_IS_URGENT_FROM = 20;

/** Whether a call for help is urgent because of the hour: at night fewer people are awake to read it. */
export function isHelpUrgent(instant: Date, zone: string): boolean {
  const { hour } = wallClockOf(instant, zone);
  return hour >= HELP_IS_URGENT_FROM || hour < NIGHT_ENDS;
}

export interface Night {
  /** The day on whose evening it begins. */
  date: LocalDate;
  from: Date;
  to: Date;
}

/** The night that a shift belongs to: before 05:00 it is the night before. */
export function nightOf(instant: Date, zone: string): LocalDate {
  const { date, hour } = wallClockOf(instant, zone);
  return hour < DAY_ENDS ? addDays(date, -1) : date;
}

/** The night that begins on this date: 18:00 to 06:00. */
function nightFrom(date: LocalDate, zone: string): Night {
  return {
    date,
    from: instantAt(date, NIGHT_BEGINS, 0, zone),
    to: instantAt(addDays(date, 1), NIGHT_ENDS, 0, zone),
  };
}

/** Shifts that start from 05:00 on this date to 05:00 the next day belong to this night. */
export function startsOfNight(date: LocalDate, zone: string): Night {
  const from = instantAt(date, DAY_ENDS, 0, zone);
  return { date, from, to: instantAt(addDays(date, 1), DAY_ENDS, 0, zone) };
}

/** The night that is running, otherwise the next one. */
export function tonight(now: Date, zone: string): Night {
  const today = localDateOf(now, zone);
  const last = nightFrom(addDays(today, -1), zone);
  return now < last.to ? last : nightFrom(today, zone);
}

/** From 21:00 to 07:30 coordinators are not woken by what can wait. They get it in one text at 07:30. */
const WAITS_FROM = 21;
const MORNING = { hour: 7, minute: 30 };

/** The 07:30 for which something waits that can wait. Undefined by day, when nothing waits. */
export function morningAfter(now: Date, zone: string): Date | undefined {
  const { date, hour } = wallClockOf(now, zone);
  const morning = instantAt(hour >= WAITS_FROM ? addDays(date, 1) : date, MORNING.hour, MORNING.minute, zone);
  return hour >= WAITS_FROM || now < morning ? morning : undefined;
}
