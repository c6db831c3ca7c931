import { parseMobile } from './phone-number.ts';

/** Nine digits or more, with the separators that people use. */
const NUMBER = /(?<![\p{L}\p{N}])\+?\(?\d(?:[\s().-]{0,2}\d){8,14}(?![\p{L}\p{N}])/gu;
const MASK = '[number]';

/** The last seven digits are the same in every spelling of a number. */
const SAME_IN_EVERY_SPELLING = 7;

/** Replaces all numbers in the text except the person's own, current and earlier. */
export function maskOthersNumbers(text: string, { own, region }: { own: readonly string[]; region: string }): string {
  const ends = new Set(own.map(endOf));
  // compares the ends first: parsing a number takes 35 µs, and a text of 4,000 characters may have 400 numbers
  const isOwn = (typed: string) => ends.has(endOf(typed)) && own.includes(parseMobile(typed, region) ?? '');
  return text.replace(NUMBER, (typed) => (isOwn(typed) ? typed : MASK));
}

function endOf(number: string): string {
  return number.replace(/\D/g, '').slice(-SAME_IN_EVERY_SPELLING);
}
