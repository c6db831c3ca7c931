import { invalidField } from '#src/http/framework/invalid-field.ts';
import { END_OF_DATES } from '#src/http/framework/values/date-inputs.ts';
import { endOf, isDateOnly, type Period, refuseReversed, startOf } from '#src/http/framework/values/date-or-time.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { after, DAY, earlierOf, laterOf } from '#src/platform/duration.ts';
import { addDays, localDateOf, startOfDay } from '#src/platform/zoned-time.ts';
import { DAYS_LISTED } from '#src/roster/shifts/list-open-shifts.ts';
import type { AvailableQuery } from './schema.ts';

const MOST_DAYS = 92;

/** The requested period, but never the past. Throws a problem if it is invalid or too long. */
export function readPeriod({ clock, zone }: Pick<WatchSettings, 'clock' | 'zone'>, query: AvailableQuery): Period {
  const now = clock.now();
  const from = query.from === undefined ? now : startOf(query.from, zone);
  const to = query.to === undefined ? defaultEnd(query.from, from, zone) : endOf(query.to, zone);
  refuseReversed({ from, to }, query.to);
  if (isTooLong({ from, to }, zone))
    throw invalidField('query.to', `at most ${MOST_DAYS} days after from: ask for less time`);
  return { from: laterOf(from, now), to: earlierOf(to, END_OF_DATES) };
}

function defaultEnd(given: string | undefined, from: Date, zone: string): Date {
  return given !== undefined && isDateOnly(given)
    ? startOfDay(addDays(given, DAYS_LISTED), zone)
    : after(from, DAYS_LISTED * DAY);
}

/** Counts calendar days: a day on which the clocks change counts as one. */
function isTooLong({ from, to }: Period, zone: string): boolean {
  // local dates cost more than the rest of a list, and no clock changes by a day
  if (to.getTime() - from.getTime() < (MOST_DAYS - 1) * DAY) return false;
  const dates = [from, to].map((instant) => Date.parse(localDateOf(instant, zone)));
  const [first = 0, last = 0] = dates;
  return (last - first) / DAY > MOST_DAYS;
}
