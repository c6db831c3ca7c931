import { z } from 'zod';

/** The largest id of both databases. */
export const LARGEST_ID = 2_147_483_647;

/**
 * Only decimal digits are an integer. `Number` reads `0x1`, `1e0`, `+1` and ` 1` too: one thing would have many addresses. A
 * negative one is out of every range, which says more than that it is not an integer.
 */
const INTEGER = /^(?:\d+|-[1-9]\d*)$/;

/** A URL contains only text. These schemas are of numbers, so that clients are told so. */
export function fromUrl<Schema extends z.ZodType<number | undefined>>(schema: Schema) {
  return z.preprocess((value, { addIssue }) => {
    if (typeof value !== 'string') return value;
    if (INTEGER.test(value)) return Number(value);
    addIssue({ code: 'custom', message: 'must be a whole number, in digits', input: value });
    return z.NEVER;
  }, schema);
}

/** In a path. An invalid id is answered with 404. */
export const idInUrl = fromUrl(z.int().min(1).max(LARGEST_ID));
