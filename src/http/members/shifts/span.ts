import { invalidField } from '#src/http/framework/invalid-field.ts';
import { isSupportedDate } from '#src/http/framework/values/supported-dates.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { after, DAY, laterOf } from '#src/platform/duration.ts';
import { addDays, localDateOf, startOfDay } from '#src/platform/zoned-time.ts';
import type { AvailableQuery } from './schema.ts';

const DEFAULT_DAYS = 14;
const MOST_DAYS = 92;

export interface Span {
  from: Date;
  to: Date;
}

/** What was asked for, half-open and from now on at the earliest. Throws a problem for what is no span, or too long a one. */
export function spanOf({ clock, zone }: Pick<WatchSettings, 'clock' | 'zone'>, query: AvailableQuery): Span {
  const now = clock.now();
  const from = query.from === undefined ? now : startOf(query.from, zone);
  const to = query.to === undefined ? defaultEnd(query.from, from, zone) : endOf(query.to, zone);
  if (!isSupportedDate(from)) throw invalidField('query.from', 'not a point in time that we know of');
  if (!isSupportedDate(to)) throw invalidField('query.to', 'not a point in time that we know of');
  if (to < from || (to <= from && isDate(query.to))) throw invalidField('query.to', 'lies before from');
  if (daysOf({ from, to }, zone) > MOST_DAYS) throw invalidField('query.to', `at most ${MOST_DAYS} days after from`);
  return { from: laterOf(from, now), to };
}

function startOf(moment: string, zone: string): Date {
  return isDate(moment) ? startOfDay(moment, zone) : new Date(moment);
}

function endOf(moment: string, zone: string): Date {
  return isDate(moment) ? startOfDay(addDays(moment, 1), zone) : new Date(moment);
}

function defaultEnd(given: string | undefined, from: Date, zone: string): Date {
  return given && isDate(given) ? startOfDay(addDays(given, DEFAULT_DAYS), zone) : after(from, DEFAULT_DAYS * DAY);
}

function isDate(moment: string | undefined): boolean {
  return moment !== undefined && !moment.includes('T');
}

/** Calendar days: the one on which a clock is changed is as long as any. */
function daysOf({ from, to }: Span, zone: string): number {
  const dates = [from, to].map((instant) => Date.parse(localDateOf(instant, zone)));
  const [first = 0, last = 0] = dates;
  return (last - first) / DAY;
}
