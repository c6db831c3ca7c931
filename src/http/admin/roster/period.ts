import { invalidField } from '#src/http/framework/invalid-field.ts';
import { END_OF_DATES } from '#src/http/framework/values/date-inputs.ts';
import { endOf, isDateOnly, type Period, startOf } from '#src/http/framework/values/date-or-time.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { DAY, earlierOf, HOUR } from '#src/platform/duration.ts';
import { addDays, type LocalDate, localDateOf } from '#src/platform/zoned-time.ts';
import { startsOfNight } from '#src/roster/schedules/night.ts';
import { MOST_DAYS, type PeriodQuery } from './schema.ts';

/** The default period, in days from today. The last day is included. */
interface DefaultDays {
  first: number;
  last: number;
}

/** The requested period. Throws a problem if it is invalid or too long. */
export function readRosterPeriod(
  { clock, zone }: Pick<WatchSettings, 'clock' | 'zone'>,
  query: PeriodQuery,
  days: DefaultDays,
): Period {
  if (query.night !== undefined) return startsOfNight(query.night, zone);
  const today = localDateOf(clock.now(), zone);
  const from = query.from ?? (query.to === undefined ? addDays(today, days.first) : dateBefore(query.to, days, zone));
  const to = query.to ?? addDays(dateOf(from, zone), days.last - days.first);
  return checked({ from: startOf(from, zone), to: endOf(to, zone) });
}

function checked({ from, to }: Period): Period {
  if (to <= from) throw invalidField('query.to', 'must be after from');
  // the day on which the clocks go back is one hour longer
  if (to.getTime() - from.getTime() > MOST_DAYS * DAY + HOUR) {
    throw invalidField('query.to', `at most ${MOST_DAYS} days after from: ask for less time`);
  }
  return { from, to: earlierOf(to, END_OF_DATES) };
}

function dateBefore(to: string, days: DefaultDays, zone: string): LocalDate {
  return addDays(dateOf(to, zone), days.first - days.last);
}

function dateOf(value: string, zone: string): LocalDate {
  return isDateOnly(value) ? value : localDateOf(new Date(value), zone);
}
