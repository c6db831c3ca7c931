import { z } from 'zod';
import { LARGEST_ID } from './url-integers.ts';

/** Schemas that many endpoints share. `…Input` is for requests. */
export const id = z.int().min(1);

/** In a body. Larger numbers do not fit into the column. */
export const idInput = z.int().min(1).max(LARGEST_ID);

/** In answers. Its format says enough, and its pattern has 350 characters. */
export const instant = z.iso.datetime({ offset: true }).meta({ pattern: undefined });

export const localDate = z.iso.date().meta({ pattern: undefined });

export const phone = z.string().meta({ description: 'E.164', examples: ['+27821234567'] });

/** One `enum` of integers: generated clients cannot tell a union of numbers apart. */
export const severity = z.literal([0, 1, 2]).meta({
  type: 'integer',
  description: '0 all quiet, 1 suspicious, 2 incident',
});
