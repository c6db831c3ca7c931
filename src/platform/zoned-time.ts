import { DateTime, IANAZone } from 'luxon';
import { DAY } from './duration.ts';

/** A calendar day without a zone, `2026-11-28`. */
export type LocalDate = string;

export interface WallClock {
  date: LocalDate;
  hour: number;
  minute: number;
}

const zones = new Map<string, boolean>();
const MOST_ZONES = 1000;

export function isZone(zone: string): boolean {
  // the runtime builds a whole formatter to find out
  const known = zones.get(zone);
  if (known !== undefined) return known;
  const answer = IANAZone.isValidZone(zone);
  if (zones.size >= MOST_ZONES) zones.clear();
  zones.set(zone, answer);
  return answer;
}

export function localDateOf(instant: Date, zone: string): LocalDate {
  return inZone(instant, zone).toFormat('yyyy-MM-dd');
}

export function wallClockOf(instant: Date, zone: string): WallClock {
  const local = inZone(instant, zone);
  return { date: local.toFormat('yyyy-MM-dd'), hour: local.hour, minute: local.minute };
}

/** The instant at which a wall clock in the zone shows this. A time that a DST change skips moves forward by the gap. */
export function instantAt(date: LocalDate, hour: number, minute: number, zone: string): Date {
  return DateTime.fromISO(date, { zone }).set({ hour, minute }).toJSDate();
}

export function startOfDay(date: LocalDate, zone: string): Date {
  return DateTime.fromISO(date, { zone }).startOf('day').toJSDate();
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return new Date(Date.parse(date) + days * DAY).toISOString().slice(0, date.length);
}

/** 1 is Monday, 7 is Sunday (ISO 8601). */
export function weekdayOf(date: LocalDate): number {
  return DateTime.fromISO(date, { zone: 'utc' }).weekday;
}

/** `2026-W48`: the year is the week's, which near New Year is not the date's. */
export function isoWeekOf(date: LocalDate): string {
  return DateTime.fromISO(date, { zone: 'utc' }).toFormat("kkkk-'W'WW");
}

export function isLocalDate(date: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(date) && DateTime.fromISO(date, { zone: 'utc' }).isValid;
}

/** `format` as in Luxon's token table; always English. */
export function formatZoned(instant: Date, zone: string, format: string): string {
  return inZone(instant, zone).setLocale('en').toFormat(format);
}

/** Reads `2026-11-27T23:45` in the zone; a trailing `Z` or offset wins over it. Undefined if it is no date-time. */
export function parseInstant(text: string, zone: string): Date | undefined {
  const parsed = DateTime.fromISO(text, { zone });
  return parsed.isValid ? parsed.toJSDate() : undefined;
}

function inZone(instant: Date, zone: string): DateTime {
  return DateTime.fromJSDate(instant, { zone });
}
