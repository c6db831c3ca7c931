import { formatDate, formatZoned, type LocalDate } from '#src/platform/zoned-time.ts';
import type { ShiftFacts, ShiftTime, SpanName, TimeInZone } from '#src/texts/facts.ts';
import type { TimeTexts } from '#src/texts/subjects/time-texts.ts';

const DAY = 'ccc d LLL';
const CLOCK = 'HH:mm';

/** `22:04` */
export function clock({ instant, zone }: TimeInZone): string {
  return formatZoned(instant, zone, CLOCK);
}

/** `Sat 28 Nov 22:04` */
export function dayAndTime({ instant, zone }: TimeInZone): string {
  return formatZoned(instant, zone, `${DAY} ${CLOCK}`);
}

/** `Sat 22:04`, of the next days. */
export function dayAndHour({ instant, zone }: TimeInZone): string {
  return formatZoned(instant, zone, `ccc ${CLOCK}`);
}

/** `Sat 00:00`, beside a ref that says which one it is. */
export function startInShort({ startsAt, zone }: ShiftTime): string {
  return dayAndHour({ instant: startsAt, zone });
}

/** `Sat 28 Nov 00:00-02:00 (Fri night)` */
export function when(shift: ShiftTime): string {
  return wordsOf(shift).withNight;
}

/** `Sat 28 Nov 00:00-02:00` */
export function short(shift: ShiftTime): string {
  return wordsOf(shift).inShort;
}

/** `Sat 28 Nov 00:00` */
export function start(shift: ShiftTime): string {
  return wordsOf(shift).start;
}

/** `K7 Sat 28 Nov 00:00-02:00 (Fri night)` */
export function refAndShift({ ref, shift }: Pick<ShiftFacts, 'shift' | 'ref'>): string {
  return `${ref} ${when(shift)}`;
}

export const times: TimeTexts = {
  shiftWithYear: (shift) => wordsOf(shift).withYear,
  shiftInShort: short,
  shiftStart: start,
  shiftHours: hours,
  dayAndTime,
  span,
  nextDays: (p) => `in the next ${p.days} days`,
  exactTime: () => 'then',
};

interface ShiftWords {
  start: string;
  inShort: string;
  withNight: string;
  withYear: string;
}

/** The same few hundred shifts are named again and again, and formatting a date takes long. */
const known = new WeakMap<ShiftTime, ShiftWords>();

function wordsOf(shift: ShiftTime): ShiftWords {
  const words = known.get(shift) ?? formatShift(shift);
  known.set(shift, words);
  return words;
}

function formatShift(shift: ShiftTime): ShiftWords {
  const { startsAt, zone, night } = shift;
  // at once, because most of the time is spent on the zone
  const [day, year, time, date] = formatZoned(startsAt, zone, `${DAY}/yyyy/${CLOCK}/yyyy-MM-dd`).split('/');
  const end = clock({ instant: shift.endsAt, zone });
  const ofNight = date === night ? '' : ` (${formatDate(night, 'ccc')} night)`;
  const started = `${day} ${time}`;
  const inShort = `${started}-${end}`;
  return {
    start: started,
    inShort,
    withNight: `${inShort}${ofNight}`,
    withYear: `${day} ${year} ${time}-${end}${ofNight}`,
  };
}

function hours({ startsAt, endsAt, zone }: ShiftTime): string {
  return `${clock({ instant: startsAt, zone })}-${clock({ instant: endsAt, zone })}`;
}

function span(name: SpanName): string {
  switch (name.span) {
    case 'tonight':
      return 'tonight';
    case 'tomorrowNight':
      return 'tomorrow night';
    case 'lastNight':
      return 'last night';
    case 'thisWeekend':
      return 'this weekend';
    case 'nextWeekend':
      return 'next weekend';
    case 'thisWeek':
      return 'this week';
    case 'nextWeek':
      return 'next week';
    case 'night':
      return formatDate(name.date, "ccc 'night' d LLL");
    case 'day':
      return dayOf(name.date);
    case 'morning':
    case 'afternoon':
      return `${dayOf(name.date)}, ${name.span}`;
  }
}

function dayOf(date: LocalDate): string {
  return formatDate(date, DAY);
}
