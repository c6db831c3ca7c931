import { z } from 'zod';
import { cleanText } from '#src/messaging/inbox/clean-text.ts';
import { LONGEST_NAME } from '#src/volunteers/people/display-name.ts';
import { isSupportedDate, OUT_OF_RANGE } from './supported-dates.ts';

/** Schemas that many endpoints share. `…Input` is for requests. */
export const id = z.number().int().positive();

/** In a path. An invalid id is answered with 404. */
export const idInPath = z.coerce.number().int().positive().max(2_147_483_647);

/** In a body. Larger numbers do not fit into the column. */
export const idInput = z.number().int().positive().max(2_147_483_647);

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

export const severity = z.union([z.literal(0), z.literal(1), z.literal(2)]).meta({
  description: '0 all quiet, 1 suspicious, 2 incident',
});
