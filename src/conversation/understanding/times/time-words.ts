import type { TimeRange, TimeWords } from '#src/conversation/events.ts';
import { anyOf, wordsFor } from '#src/conversation/understanding/words/accepted-words.ts';
import { normalize } from '#src/platform/normalize.ts';
import { addDays, instantAt, type LocalDate, startOfDay, weekdayOf } from '#src/platform/zoned-time.ts';
import { DAY_ENDS, NIGHT_BEGINS, NIGHT_ENDS } from '#src/roster/schedules/night.ts';
import type { SpanName } from '#src/texts/facts.ts';
import { type ClockTime, takeClock } from './clock-words.ts';
import { type LocalNow, localNowOf, readDay } from './day-words.ts';

const SPELLINGS: [RegExp, string][] = [
  // without an inner "(": otherwise each of many "(" would search for a ")" to the end of the text
  [/\([^()]*\)/g, ' '],
  [/[’']s\b/g, ''],
  [/[?!,;"]/g, ' '],
  // Afrikaans writes "saterdagaand" as one word
  [/\b((?:maan|dins|woens|donder|vry|sater|son)dag|môre|more)(aand|nag)\b/g, '$1 $2'],
  [wordsOfTime('tonight'), 'tonight'],
  [wordsOfTime('tomorrow'), 'tomorrow'],
  [wordsOfTime('night'), 'night'],
  [/\b(?:please|pls|shifts?)\b/g, ' '],
  [/\s+/g, ' '],
  [/^ | ?[.]? ?$/g, ''],
  [/^(?:(?:on|for|at|from) )+/, ''],
];

function wordsOfTime(meaning: 'tonight' | 'tomorrow' | 'night'): RegExp {
  return new RegExp(`\\b${anyOf(wordsFor('time', meaning))}\\b`, 'g');
}

/**
 * The time that the words mean. A day alone is the calendar day and the night that begins on it. A night is 18:00 to
 * 06:00. A day with a clock time is one instant. `unread`: the words are not a time.
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
  const when = readWhen(words, localNowOf(now, zone));
  return when ? { when } : { unread: text.trim() };
}

function readWhen(words: string, localNow: LocalNow): TimeWords | undefined {
  const { clock, rest, isMidnight } = takeClock(words);
  if (rest === '') return clock && nextAt(clock, localNow);
  const night = readNight(rest, localNow);
  if (night) return clock ? instantOfNight(night.date, clock, localNow) : nightOf(night, localNow);
  // "sat midnight" may be the start or the end of Saturday: we list the whole day, and the sender chooses
  if (clock && !isMidnight) return instantOf(readDay(rest, localNow, 0), clock, localNow);
  return clock ? readSpan(rest, localNow, ['day']) : readSpan(rest, localNow, ['part', 'week', 'day']);
}

interface Night {
  date: LocalDate;
  name: SpanName;
}

function readNight(words: string, localNow: LocalNow): Night | undefined {
  const tonight = localNow.hour < NIGHT_ENDS ? addDays(localNow.today, -1) : localNow.today;
  if (words === 'tonight') return { date: tonight, name: { span: 'tonight' } };
  if (words === 'tomorrow night') return { date: addDays(tonight, 1), name: { span: 'tomorrowNight' } };
  if (words === 'last night') return { date: addDays(tonight, -1), name: { span: 'lastNight' } };
  const day = / night$/.test(words) ? readDay(words.slice(0, -' night'.length), localNow, NIGHT_ENDS) : undefined;
  return day ? { date: day, name: { span: 'night', date: day } } : undefined;
}

function nightOf({ date, name }: Night, localNow: LocalNow): TimeRange {
  return range([date, NIGHT_BEGINS], [addDays(date, 1), NIGHT_ENDS], name, localNow);
}

const SPANS: Record<'day' | 'part' | 'week', (words: string, localNow: LocalNow) => TimeRange | undefined> = {
  day(words, localNow) {
    const day = readDay(words, localNow, DAY_ENDS);
    return day ? range([day, 0], [addDays(day, 1), DAY_ENDS], { span: 'day', date: day }, localNow) : undefined;
  },
  part(words, localNow) {
    const [, before = '', part] = /^(?:(.+) )?(morning|afternoon)$/.exec(words.replace(/^this /, '')) ?? [];
    const day = part && readDay(before || 'today', localNow, 0);
    if (!day) return undefined;
    return part === 'morning'
      ? range([day, 0], [day, 12], { span: 'morning', date: day }, localNow)
      : range([day, 12], [day, NIGHT_BEGINS], { span: 'afternoon', date: day }, localNow);
  },
  /** A weekend begins on Friday night, a week on Monday. Both end with Sunday's night. */
  week(words, localNow) {
    const [, which = '', what] = /^(this |next |the )?(weekend|week)$/.exec(words) ?? [];
    if (!what) return undefined;
    const begun = localNow.hour < DAY_ENDS ? addDays(localNow.today, -1) : localNow.today;
    const monday = addDays(begun, 8 - weekdayOf(begun) + (which === 'next ' && what === 'weekend' ? 7 : 0));
    const isNext = which === 'next ';
    if (what === 'weekend') {
      const name: SpanName = { span: isNext ? 'nextWeekend' : 'thisWeekend' };
      return range([addDays(monday, -3), NIGHT_BEGINS], [monday, DAY_ENDS], name, localNow);
    }
    return isNext
      ? range([monday, 0], [addDays(monday, 7), DAY_ENDS], { span: 'nextWeek' }, localNow)
      : range([begun, 0], [monday, DAY_ENDS], { span: 'thisWeek' }, localNow);
  },
};

function readSpan(words: string, localNow: LocalNow, kinds: (keyof typeof SPANS)[]): TimeRange | undefined {
  for (const kind of kinds) {
    const span = SPANS[kind](words, localNow);
    if (span) return span;
  }
  return undefined;
}

function nextAt(clock: ClockTime, localNow: LocalNow): TimeWords | undefined {
  const today = instantOf(localNow.today, clock, localNow);
  return today && today.at > localNow.now ? today : instantOf(addDays(localNow.today, 1), clock, localNow);
}

function instantOf(day: LocalDate | undefined, { hour, minute }: ClockTime, { zone }: LocalNow) {
  return day ? ({ kind: 'exact', at: instantAt(day, hour, minute, zone) } as const) : undefined;
}

function instantOfNight(date: LocalDate, clock: ClockTime, localNow: LocalNow): TimeWords | undefined {
  return instantOf(clock.hour < 12 ? addDays(date, 1) : date, clock, localNow);
}

type LocalHour = [date: LocalDate, hour: number];

function range(from: LocalHour, to: LocalHour, name: SpanName, { zone }: LocalNow): TimeRange {
  return { kind: 'range', from: instantOfHour(from, zone), to: instantOfHour(to, zone), name };
}

function instantOfHour([date, hour]: LocalHour, zone: string): Date {
  return hour === 0 ? startOfDay(date, zone) : instantAt(date, hour, 0, zone);
}
