import { normalize } from '#src/platform/normalize.ts';
import { addDays, formatZoned, instantAt, type LocalDate, startOfDay, weekdayOf } from '#src/platform/zoned-time.ts';
import type { TimeRange, TimeWords } from '../events.ts';
import { type ClockTime, takeClock } from './clock-words.ts';
import { type Moment, momentOf, readDay } from './day-words.ts';

const NIGHT_BEGINS = 18;
const NIGHT_ENDS = 6;
/** A shift that starts before this hour belongs to the night before, so a day lasts until then. */
const DAY_ENDS = 5;

const SPELLINGS: [RegExp, string][] = [
  // no "(" within: otherwise each of many "(" would look for a ")" up to the end of the text
  [/\([^()]*\)/g, ' '],
  [/[’']s\b/g, ''],
  [/[?!,;"]/g, ' '],
  [/\b(?:2nite|2night|tonite|tonigh|vanaand|this (?:evening|night)|tonight night)\b/g, 'tonight'],
  [/\b(?:tmrw|tmr|tmw|tomorow|tommorow|tommorrow|2moro|2morrow|môre)\b/g, 'tomorrow'],
  [/\b(?:nite|evening|nights|aand)\b/g, 'night'],
  [/\b(?:please|pls|shifts?)\b/g, ' '],
  [/\s+/g, ' '],
  [/^ | ?[.]? ?$/g, ''],
  [/^(?:(?:on|for|at|from) )+/, ''],
];

/**
 * What the words say about when. A day alone is that calendar day and the night that begins on it; a night is 18:00–06:00;
 * with a clock time it is that instant of the calendar day. `unread`: there are words that say no time.
 */
export function readTimeWords(
  text: string,
  now: Date,
  zone: string,
): { when: TimeWords } | { unread: string } | undefined {
  const words = SPELLINGS.reduce(
    (so, [from, to]) => so.replace(from, to),
    normalize(text, 'NFKC').toLowerCase().trim(),
  );
  if (words === '') return undefined;
  const when = readWhen(words, momentOf(now, zone));
  return when ? { when } : { unread: text.trim() };
}

function readWhen(words: string, moment: Moment): TimeWords | undefined {
  const { clock, rest, isMidnight } = takeClock(words);
  if (rest === '') return clock && nextAt(clock, moment);
  const night = readNight(rest, moment);
  if (night) return clock ? instantOfNight(night.date, clock, moment) : nightOf(night, moment);
  // "sat midnight" may be the beginning or the end of Saturday: the whole day is listed, and they choose
  if (clock && !isMidnight) return instantOf(readDay(rest, moment, 0), clock, moment);
  return clock ? readSpan(rest, moment, ['day']) : readSpan(rest, moment, ['part', 'week', 'day']);
}

interface Night {
  date: LocalDate;
  label: string;
}

function readNight(words: string, moment: Moment): Night | undefined {
  const tonight = moment.hour < NIGHT_ENDS ? addDays(moment.today, -1) : moment.today;
  if (words === 'tonight') return { date: tonight, label: words };
  if (words === 'tomorrow night') return { date: addDays(tonight, 1), label: words };
  if (words === 'last night') return { date: addDays(tonight, -1), label: words };
  const day = / night$/.test(words) ? readDay(words.slice(0, -' night'.length), moment, NIGHT_ENDS) : undefined;
  return day ? { date: day, label: labelOf(day, moment).replace(' ', ' night ') } : undefined;
}

function nightOf({ date, label }: Night, moment: Moment): TimeRange {
  return range([date, NIGHT_BEGINS], [addDays(date, 1), NIGHT_ENDS], label, moment);
}

const SPANS: Record<'day' | 'part' | 'week', (words: string, moment: Moment) => TimeRange | undefined> = {
  day(words, moment) {
    const day = readDay(words, moment, DAY_ENDS);
    return day ? range([day, 0], [addDays(day, 1), DAY_ENDS], labelOf(day, moment), moment) : undefined;
  },
  part(words, moment) {
    const [, before = '', part] = /^(?:(.+) )?(morning|afternoon)$/.exec(words.replace(/^this /, '')) ?? [];
    const day = part && readDay(before || 'today', moment, 0);
    const [from, to] = part === 'morning' ? [0, 12] : [12, NIGHT_BEGINS];
    return day ? range([day, from], [day, to], `${labelOf(day, moment)}, ${part}`, moment) : undefined;
  },
  /** A weekend begins on Friday night, a week on Monday; both end when Sunday's night does. */
  week(words, moment) {
    const [, which = '', what] = /^(this |next |the )?(weekend|week)$/.exec(words) ?? [];
    if (!what) return undefined;
    const begun = moment.hour < DAY_ENDS ? addDays(moment.today, -1) : moment.today;
    const monday = addDays(begun, 8 - weekdayOf(begun) + (which === 'next ' && what === 'weekend' ? 7 : 0));
    const label = which === 'next ' ? `next ${what}` : `this ${what}`;
    if (what === 'weekend') return range([addDays(monday, -3), NIGHT_BEGINS], [monday, DAY_ENDS], label, moment);
    const from: LocalDate = which === 'next ' ? monday : begun;
    return range([from, 0], [which === 'next ' ? addDays(monday, 7) : monday, DAY_ENDS], label, moment);
  },
};

function readSpan(words: string, moment: Moment, kinds: (keyof typeof SPANS)[]): TimeRange | undefined {
  for (const kind of kinds) {
    const span = SPANS[kind](words, moment);
    if (span) return span;
  }
  return undefined;
}

function nextAt(clock: ClockTime, moment: Moment): TimeWords | undefined {
  const today = instantOf(moment.today, clock, moment);
  return today && today.at > moment.now ? today : instantOf(addDays(moment.today, 1), clock, moment);
}

function instantOf(day: LocalDate | undefined, { hour, minute }: ClockTime, { zone }: Moment) {
  return day ? ({ kind: 'exact', at: instantAt(day, hour, minute, zone) } as const) : undefined;
}

function instantOfNight(date: LocalDate, clock: ClockTime, moment: Moment): TimeWords | undefined {
  return instantOf(clock.hour < 12 ? addDays(date, 1) : date, clock, moment);
}

type LocalHour = [date: LocalDate, hour: number];

function range(from: LocalHour, to: LocalHour, label: string, { zone }: Moment): TimeRange {
  return { kind: 'range', from: instantOfHour(from, zone), to: instantOfHour(to, zone), label };
}

function instantOfHour([date, hour]: LocalHour, zone: string): Date {
  return hour === 0 ? startOfDay(date, zone) : instantAt(date, hour, 0, zone);
}

function labelOf(day: LocalDate, { zone }: Moment): string {
  return formatZoned(startOfDay(day, zone), zone, 'ccc d LLL');
}
