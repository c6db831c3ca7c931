import { fits } from './fit-for-sms.ts';

/** No text of two segments has more lines of a list: a line has ten characters at least. */
const MOST_LINES = 30;

/**
 * How many items of a list fit into one text: at least one. Counts from the front, so that what does not fit is never built.
 * `build` makes the text with that many items, and says how to see the rest.
 */
export function countFitting(items: number, build: (count: number) => string): number {
  if (items <= MOST_LINES && fits(build(items))) return items;
  let count = 1;
  while (count < items && count < MOST_LINES && fits(build(count + 1))) count += 1;
  return count;
}
