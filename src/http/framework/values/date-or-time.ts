import { z } from 'zod';
import { invalidField } from '#src/http/framework/invalid-field.ts';
import { addDays, type LocalDate, startOfDay } from '#src/platform/zoned-time.ts';
import { isSupportedDate, OUT_OF_RANGE } from './supported-dates.ts';

/** A start or an end in a query. */
export const dateOrTime = z.union(
  [z.iso.date(), z.iso.datetime({ offset: true })],
  'a date, or a date-time with its offset (write + as %2B in a query)',
);

/** Includes `from`, excludes `to`. */
export interface Period {
  from: Date;
  to: Date;
}

export function isDateOnly(value: string): value is LocalDate {
  return !value.includes('T');
}

export function startOf(value: string, zone: string): Date {
  return isDateOnly(value) ? startOfDay(value, zone) : new Date(value);
}

/** A date includes its whole day. A date-time is itself excluded. */
export function endOf(value: string, zone: string): Date {
  return isDateOnly(value) ? startOfDay(addDays(value, 1), zone) : new Date(value);
}

/** Throws a problem if one end is out of range. */
export function requireSupported({ from, to }: Period): void {
  if (!isSupportedDate(from)) throw invalidField('query.from', OUT_OF_RANGE);
  if (!isSupportedDate(to)) throw invalidField('query.to', OUT_OF_RANGE);
}
