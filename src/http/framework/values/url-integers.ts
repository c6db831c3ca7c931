import { z } from 'zod';

/** The largest id of both databases. */
export const LARGEST_ID = 2_147_483_647;

/** A URL contains only text. These schemas are of numbers, so that clients are told so. */
export function fromUrl<Schema extends z.ZodType<number | undefined>>(schema: Schema) {
  return z.preprocess(readDigits, schema);
}

/** In a path. An invalid id is answered with 404. */
export const idInUrl = fromUrl(z.int().min(1).max(LARGEST_ID));

/** Only decimal digits are an integer. `Number` reads `0x1`, `1e0`, `+1` and ` 1` too: one thing would have many addresses. */
function readDigits(value: unknown): unknown {
  return typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
}
