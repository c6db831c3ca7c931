import { LRUCache } from 'lru-cache';
import { DateTime, IANAZone } from 'luxon';
import { DAY, HOUR, MINUTE } from './duration.ts';

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
  // cached, because the runtime builds a formatter for each check
  const known = zones.get(zone);
  if (known !== undefined) return known;
  const answer = IANAZone.isValidZone(zone);
  if (zones.size >= MOST_ZONES) zones.clear();
  zones.set(zone, answer);
  return answer;
}

export function localDateOf(instant: Date, zone: string): LocalDate {
  return wallClockOf(instant, zone).date;
}

export function wallClockOf(instant: Date, zone: string): WallClock {
  const shown = new Date(instant.getTime() + keptOffsetOf(instant.getTime(), zone));
  return { date: dateOf(shown), hour: shown.getUTCHours(), minute: shown.getUTCMinutes() };
}

/** Of a date in UTC. */
function dateOf(date: Date): LocalDate {
  const text = date.toISOString();
  return text.slice(0, text.indexOf('T'));
}

/**
 * The instant at which a clock in the zone shows this time. A time that a clock change skips moves forward by the gap. Of a
 * time that occurs twice, it is the first.
 */
export function instantAt(date: LocalDate, hour: number, minute: number, zone: string): Date {
  return instantShowing(Date.parse(date) + hour * HOUR + minute * MINUTE, zone);
}

/** Midnight, or the end of a clock change that skips midnight. */
export function startOfDay(date: LocalDate, zone: string): Date {
  return instantAt(date, 0, 0, zone);
}

/**
 * `wall` is what the clock shows, as if it were UTC. We ask Luxon for offsets only. For a time that occurs twice, Luxon picks
 * today's offset, so the same shift would begin at different times in summer and winter.
 */
function instantShowing(wall: number, zone: string): Date {
  // a day before and a day after: no zone changes its clock twice within two days
  const [before, after] = [offsetOf(wall - DAY, zone), offsetOf(wall + DAY, zone)];
  if (before === after) return new Date(wall - before);
  const candidates = [wall - before, wall - after].filter((instant) => instant + offsetOf(instant, zone) === wall);
  return new Date(candidates.length > 0 ? Math.min(...candidates) : wall - before);
}

/** In milliseconds. */
function offsetOf(instant: number, zone: string): number {
  return IANAZone.create(zone).offset(instant) * MINUTE;
}

const QUARTER = 15 * MINUTE;
/** Since then, all clocks have changed on a quarter of an hour. */
const REGULAR_SINCE = Date.UTC(2000, 0, 1);
const offsets = new LRUCache<string, number>({ max: 10_000 });

/** The same, kept: the runtime takes ten microseconds for it, and the same few quarters of an hour are asked for. */
function keptOffsetOf(instant: number, zone: string): number {
  if (!(instant >= REGULAR_SINCE)) return offsetOf(instant, zone);
  const key = `${Math.floor(instant / QUARTER)} ${zone}`;
  const offset = offsets.get(key) ?? offsetOf(instant, zone);
  offsets.set(key, offset);
  return offset;
}

/** In milliseconds. If the clock does not change near the day, `before` and `after` are equal. */
export interface DayOffsets {
  before: number;
  after: number;
  /** The first instant with the offset `after`. */
  changesAt: number;
}

/** A year of days in a few zones. */
const dayOffsets = new LRUCache<string, DayOffsets>({ max: 2_000 });

/**
 * The offsets of a zone from a day before this local day until a day after it. No zone changes its clock twice within that
 * time. Cached, because the runtime takes microseconds for each offset and a listing needs thousands.
 */
export function offsetsAround(date: LocalDate, zone: string): DayOffsets {
  const key = `${zone} ${date}`;
  const known = dayOffsets.get(key);
  if (known) return known;
  const midnight = Date.parse(date);
  let [from, to] = [midnight - DAY, midnight + 2 * DAY];
  const [before, after] = [offsetOf(from, zone), offsetOf(to, zone)];
  while (before !== after && to - from > 1) {
    const middle = Math.floor((from + to) / 2);
    if (offsetOf(middle, zone) === before) from = middle;
    else to = middle;
  }
  const offsets = { before, after, changesAt: to };
  dayOffsets.set(key, offsets);
  return offsets;
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return new Date(Date.parse(date) + days * DAY).toISOString().slice(0, date.length);
}

/** 1 is Monday, 7 is Sunday (ISO 8601). */
export function weekdayOf(date: LocalDate): number {
  return DateTime.fromISO(date, { zone: 'utc' }).weekday;
}

/** `2026-W48`. It is the year of the week, which may differ from the year of the date. */
export function isoWeekOf(date: LocalDate): string {
  return DateTime.fromISO(date, { zone: 'utc' }).toFormat("kkkk-'W'WW");
}

export function isLocalDate(date: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(date) && DateTime.fromISO(date, { zone: 'utc' }).isValid;
}

/** `format` is one of Luxon's tokens. Always English. */
export function formatZoned(instant: Date, zone: string, format: string): string {
  return inZone(instant, zone).setLocale('en').toFormat(format);
}

/** The same for a date without a time. */
export function formatDate(date: LocalDate, format: string): string {
  return DateTime.fromISO(date, { zone: 'utc' }).setLocale('en').toFormat(format);
}

/** Parses `2026-11-27T23:45` in the zone, or in its own zone if it ends in `Z` or an offset. Undefined if invalid. */
export function parseInstant(text: string, zone: string): Date | undefined {
  const parsed = DateTime.fromISO(text, { zone, setZone: true });
  if (!parsed.isValid) return undefined;
  const hasOffset = parsed.zone.type === 'fixed';
  return hasOffset ? parsed.toJSDate() : instantShowing(parsed.toMillis() + parsed.offset * MINUTE, zone);
}

function inZone(instant: Date, zone: string): DateTime {
  return DateTime.fromJSDate(instant, { zone });
}
