import { invalidField } from '#src/http/framework/invalid-field.ts';
import { isSupportedDate } from '#src/http/framework/values/supported-dates.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { DAY, HOUR } from '#src/platform/duration.ts';
import { addDays, type LocalDate, localDateOf, startOfDay } from '#src/platform/zoned-time.ts';
import { startsOfNight } from '#src/roster/schedules/night.ts';
import { MOST_DAYS, type SpanQuery } from './schema.ts';

export interface RosterSpan {
  from: Date;
  to: Date;
}

/** Days from today, for when nothing is asked for; the last one is included. */
export interface DefaultDays {
  first: number;
  last: number;
}

/** What was asked for, half-open. Throws a problem for what is no span, or too long a one. */
export function rosterSpanOf(
  { clock, zone }: Pick<WatchSettings, 'clock' | 'zone'>,
  query: SpanQuery,
  days: DefaultDays,
): RosterSpan {
  if (query.night !== undefined) {
    if (query.from !== undefined || query.to !== undefined) throw invalidField('query.night', 'not with from or to');
    if (!isSupportedDate(new Date(query.night))) throw invalidField('query.night', 'not a date that we know of');
    return startsOfNight(query.night, zone);
  }
  const today = localDateOf(clock.now(), zone);
  const from = query.from ?? (query.to === undefined ? addDays(today, days.first) : dateBefore(query.to, days, zone));
  const to = query.to ?? addDays(dateOf(from, zone), days.last - days.first);
  const start = isDate(from) ? startOfDay(from, zone) : new Date(from);
  const end = isDate(to) ? startOfDay(addDays(to, 1), zone) : new Date(to);
  return checked({ from: start, to: end });
}

function checked({ from, to }: RosterSpan): RosterSpan {
  if (!isSupportedDate(from)) throw invalidField('query.from', 'not a point in time that we know of');
  if (!isSupportedDate(to)) throw invalidField('query.to', 'not a point in time that we know of');
  if (to <= from) throw invalidField('query.to', 'must come after from');
  // a day on which the clocks are put back is an hour longer
  if (to.getTime() - from.getTime() > MOST_DAYS * DAY + HOUR) {
    throw invalidField('query.to', `at most ${MOST_DAYS} days after from`);
  }
  return { from, to };
}

function dateBefore(to: string, days: DefaultDays, zone: string): LocalDate {
  return addDays(dateOf(to, zone), days.first - days.last);
}

function dateOf(moment: string, zone: string): LocalDate {
  return isDate(moment) ? moment : localDateOf(new Date(moment), zone);
}

function isDate(moment: string): boolean {
  return !moment.includes('T');
}
