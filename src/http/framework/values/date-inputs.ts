import { z } from 'zod';

/**
 * Calendars and the two databases disagree on dates far outside these years. In this range, every fourth year is a leap
 * year.
 */
const DATE =
  '20(?:(?:[02468][048]|[13579][26])-02-29|[0-9]{2}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8])))';
const TIME = '(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?';
const OFFSET = '(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])';

const OUT_OF_RANGE = 'date out of range: from the year 2000 to 2099';

const isDate = z.iso.date();
const isDateTime = z.iso.datetime({ offset: true });

/** The first instant after all supported dates, in UTC. */
export const END_OF_DATES = new Date('2100-01-01T00:00:00Z');

/** A local date. */
export const dateInput = z
  .string()
  .regex(new RegExp(`^${DATE}$`), {
    error: ({ input }) => (isDate.safeParse(input).success ? OUT_OF_RANGE : 'not a date'),
  })
  .meta({ id: 'LocalDate', description: 'Of the years 2000 to 2099.', format: 'date' });

/** The text of an instant, with any UTC offset. */
export const dateTimeText = z
  .string()
  .regex(new RegExp(`^${DATE}T${TIME}${OFFSET}$`), {
    error: ({ input }) => (isDateTime.safeParse(input).success ? OUT_OF_RANGE : 'not a date-time with an offset'),
  })
  .meta({ id: 'DateTime', description: 'With any UTC offset, of the years 2000 to 2099.', format: 'date-time' });

/** The same as a `Date`. */
export const instantInput = dateTimeText.transform((text) => new Date(text));
