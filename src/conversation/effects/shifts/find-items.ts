import type { ItemTime, ItemWords, TimeRange } from '#src/conversation/events.ts';
import { HOUR } from '#src/platform/duration.ts';
import { addDays, startOfDay, wallClockOf } from '#src/platform/zoned-time.ts';

/** An item of a list. The end is unknown if the shift is no longer offered. */
export interface Item {
  startsAt: Date;
  endsAt?: Date;
}

/** Shifts of one night start within this time. */
const NIGHT = 12 * HOUR;

/** The numbers of the items that the words fit, from 1. One: it is meant. Several or none: we have to ask. */
export function findItems(words: ItemWords, items: readonly Item[], zone: string): number[] {
  const { place, when, begins, ends } = words;
  const numbered = items.map((item, index) => ({ ...item, number: index + 1 }));
  const fitting = numbered.filter(
    ({ startsAt, endsAt }) =>
      (!when || (startsAt >= when.from && startsAt < when.to)) &&
      (!begins || isThen(begins, startsAt, zone)) &&
      (!ends || (endsAt !== undefined && isThen(ends, endsAt, zone))),
  );
  // "the second one, I'm up at 4 anyway": a time that fits no item is about something else
  const isOfPlace = fitting.length === 0 && typeof place === 'number' && when === undefined;
  const isNarrowed = when !== undefined || (begins !== undefined && !isOfPlace);
  return pick(place, { fitting: isOfPlace ? numbered : fitting, when, isNarrowed }, zone).map(({ number }) => number);
}

type Numbered = Item & { number: number };

interface Fitting {
  fitting: Numbered[];
  when: TimeRange | undefined;
  isNarrowed: boolean;
}

function pick(place: ItemWords['place'], { fitting, when, isNarrowed }: Fitting, zone: string): Numbered[] {
  const last = fitting.length - 1;
  switch (place) {
    case undefined:
      return fitting;
    case 'last':
      return narrowed(fitting, when, zone).slice(-1);
    case 'middle':
      return last % 2 === 0 ? fitting.slice(last / 2, last / 2 + 1) : fitting;
    case 'early':
    case 'late': {
      const ofDay = narrowed(fitting, when, zone);
      const [first, latest] = [ofDay[0], ofDay.at(-1)];
      // the late one of several nights may be the latest hour, or the last night
      if (!first || !latest || latest.startsAt.getTime() - first.startsAt.getTime() >= NIGHT) return fitting;
      return [place === 'early' ? first : latest];
    }
    default:
      // "the first one on Sunday"
      if (place === 1 && isNarrowed) return narrowed(fitting, when, zone).slice(0, 1);
      return fitting.filter(({ number }) => number === place);
  }
}

/** A day lasts until the next morning in our lists, but the early shift of Sunday is not Monday's. */
function narrowed(fitting: Numbered[], when: TimeRange | undefined, zone: string): Numbered[] {
  if (when?.name.span !== 'day') return fitting;
  const end = startOfDay(addDays(when.name.date, 1), zone);
  const ofDay = fitting.filter(({ startsAt }) => startsAt < end);
  return ofDay.length > 0 ? ofDay : fitting;
}

function isThen({ hours, minute }: ItemTime, instant: Date, zone: string): boolean {
  const clock = wallClockOf(instant, zone);
  return hours.includes(clock.hour) && clock.minute === minute;
}
