import type { ParsedComponents } from 'chrono-node';
// the main entry of the package loads every language: 140 ms of processor time in each thread
import { GB } from 'chrono-node/en';
import { wordsFor } from '#src/conversation/understanding/words/accepted-words.ts';
import { addDays, instantAt, isLocalDate, type LocalDate, wallClockOf, weekdayOf } from '#src/platform/zoned-time.ts';

/** The instant at which a text was received, in the time zone of the watch. */
export interface LocalNow {
  now: Date;
  zone: string;
  today: LocalDate;
  hour: number;
}

const DAYS_OF_THE_WEEK = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
const WEEKDAYS = new Map(
  DAYS_OF_THE_WEEK.flatMap((day, index) => wordsFor('time', day).map((word) => [word, index + 1] as const)),
);
const NAMED_DAYS = new Map(
  (['yesterday', 'today', 'tomorrow'] as const).flatMap((day, index) =>
    wordsFor('time', day).map((word) => [word, index - 1] as const),
  ),
);
/** `en.GB` reads "nov 28" as a month of 2028. */
const MONTH_FIRST = /^((?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*) (\d{1,2})(?:st|nd|rd|th)?$/;
/** `Wednesday the twenty-eighth of September 2026` has 45 characters. */
const LONGEST_DATE = 60;
const DAY_OF_MONTH = /^(?:the )?(\d{1,2})(?:st|nd|rd|th)$/;

export function localNowOf(now: Date, zone: string): LocalNow {
  const { date, hour } = wallClockOf(now, zone);
  return { now, zone, today: date, hour };
}

/**
 * The calendar day that the words mean. A day lasts until the hour `lastsUntil` of the next morning: at 02:00 on
 * Sunday, "sat" is still the Saturday whose night has not ended. With a clock time (`lastsUntil` 0) it is the next
 * Saturday.
 */
export function readDay(words: string, localNow: LocalNow, lastsUntil: number): LocalDate | undefined {
  const offset = NAMED_DAYS.get(words);
  if (offset !== undefined) return addDays(localNow.today, offset);
  return (
    readWeekday(words, localNow, lastsUntil) ?? readDayOfMonth(words, localNow) ?? readDate(words, localNow, lastsUntil)
  );
}

function readWeekday(words: string, localNow: LocalNow, lastsUntil: number): LocalDate | undefined {
  const [, next, name = ''] = /^(next )?(?:this |coming )?([a-z]+)$/.exec(words) ?? [];
  const weekday = WEEKDAYS.get(name);
  if (!weekday) return undefined;
  if (next) return addDays(localNow.today, 7 - weekdayOf(localNow.today) + weekday);
  const first = localNow.hour < lastsUntil ? addDays(localNow.today, -1) : localNow.today;
  return addDays(first, (weekday - weekdayOf(first) + 7) % 7);
}

function readDayOfMonth(words: string, localNow: LocalNow): LocalDate | undefined {
  const day = Number(DAY_OF_MONTH.exec(words)?.[1]);
  if (!(day >= 1 && day <= 31)) return undefined;
  const dates = Array.from({ length: 62 }, (_, days) => addDays(localNow.today, days));
  return dates.find((date) => Number(date.slice(8)) === day);
}

/**
 * Dates, read by chrono with the day first. Only the parts that the words state count, not those that chrono guesses.
 */
function readDate(words: string, localNow: LocalNow, lastsUntil: number): LocalDate | undefined {
  // chrono looks for dates anywhere in a text, and takes more than linear time
  if (words.length > LONGEST_DATE) return undefined;
  const reference = { instant: new Date(`${localNow.today}T12:00:00Z`), timezone: 0 };
  const dayFirst = words.replace(MONTH_FIRST, '$2 $1');
  const [found, ...others] = GB.parse(dayFirst, reference);
  if (!found || others.length > 0 || found.text !== dayFirst || found.end) return undefined;
  const { start } = found;
  if (!start.isCertain('day') || !start.isCertain('month') || start.isCertain('hour')) return undefined;
  const year = start.isCertain('year') ? start.get('year') : comingYear(start, localNow, lastsUntil);
  const date = dateOf(year, start);
  const weekday = start.isCertain('weekday') ? start.get('weekday') || 7 : undefined;
  return date && (!weekday || weekday === weekdayOf(date)) ? date : undefined;
}

function comingYear(day: ParsedComponents, localNow: LocalNow, lastsUntil: number): number {
  const thisYear = Number(localNow.today.slice(0, 4));
  const date = dateOf(thisYear, day);
  return date && instantAt(addDays(date, 1), lastsUntil, 0, localNow.zone) <= localNow.now ? thisYear + 1 : thisYear;
}

function dateOf(year: number | null, day: ParsedComponents): LocalDate | undefined {
  const date = `${year}-${String(day.get('month')).padStart(2, '0')}-${String(day.get('day')).padStart(2, '0')}`;
  return isLocalDate(date) ? date : undefined;
}
