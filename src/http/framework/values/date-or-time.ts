import { z } from 'zod';
import { invalidField } from '#src/http/framework/invalid-field.ts';
import { addDays, type LocalDate, startOfDay } from '#src/platform/zoned-time.ts';
import { dateInput, dateTimeText } from './date-inputs.ts';

/** A start or an end in a query. */
export const dateOrTime = z
  .union(
    [dateInput, dateTimeText],
    'a date, or a date-time with its offset (write + as %2B in a query), of the years 2000 to 2099',
  )
  .meta({ id: 'DateOrTime', description: 'A local date, or a date-time with its offset.' });

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

/** Added to the filters of a list that can be asked for less time. */
export const periodQuery = {
  from: dateOrTime.optional(),
  to: dateOrTime.optional().meta({ description: 'A date includes its whole day; a date-time is excluded.' }),
};

/** The ends that the request names. Throws a problem if they are the wrong way round. */
export function readOpenPeriod(
  given: { from?: string | undefined; to?: string | undefined },
  zone: string,
): Partial<Period> {
  const from = given.from === undefined ? undefined : startOf(given.from, zone);
  const to = given.to === undefined ? undefined : endOf(given.to, zone);
  if (from && to) refuseReversed({ from, to }, given.to);
  return { ...(from && { from }), ...(to && { to }) };
}

/** An empty list would hide the mistake. Two equal date-times are allowed; the day of a date is never empty. */
export function refuseReversed({ from, to }: Period, givenTo: string | undefined): void {
  const isEmptyDay = givenTo !== undefined && isDateOnly(givenTo) && to <= from;
  if (to < from || isEmptyDay) throw invalidField('query.to', 'must not be before from');
}
