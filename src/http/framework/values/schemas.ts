import { z } from 'zod';
import { cleanText } from '#src/messaging/inbox/clean-text.ts';
import { LONGEST_NAME } from '#src/volunteers/people/display-name.ts';
import { isSupportedDate, OUT_OF_RANGE } from './supported-dates.ts';
import { LARGEST_ID } from './url-integers.ts';

/** Schemas that many endpoints share. `…Input` is for requests. */
export const id = z.int().min(1);

/** In a body. Larger numbers do not fit into the column. */
export const idInput = z.int().min(1).max(LARGEST_ID);

export const instant = z.iso.datetime({ offset: true });

/** Accepts any UTC offset. */
export const instantInput = z.iso
  .datetime({ offset: true })
  .refine((text) => isSupportedDate(new Date(text)), OUT_OF_RANGE)
  .transform((text) => new Date(text));

export const localDate = z.iso.date();

export const phone = z.string().meta({ description: 'E.164', examples: ['+27821234567'] });

/** As people write it. National numbers are read in the configured region. */
export const phoneInput = z
  .string()
  .trim()
  .min(3)
  .max(32)
  .meta({ examples: ['082 123 4567', '+27821234567'] });

export const nameInput = z
  .string()
  .overwrite((text) => cleanText(text).replace(/\s+/g, ' '))
  .trim()
  .min(1)
  .max(LONGEST_NAME)
  .regex(/\p{L}/u, 'must contain a letter');

/** Free text, without characters that we cannot store or send. */
export const textInput = z.string().overwrite(cleanText).trim();

/** One `enum` of integers: generated clients cannot tell a union of numbers apart. */
export const severity = z.literal([0, 1, 2]).meta({
  type: 'integer',
  description: '0 all quiet, 1 suspicious, 2 incident',
});
