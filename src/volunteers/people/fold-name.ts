import { normalize } from '#src/platform/normalize.ts';

/** Letters that have no accent to take away, and that people type without. */
const PLAIN: Record<string, string> = { æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', ł: 'l', ħ: 'h', ı: 'i', þ: 'th' };
const SPECIAL = new RegExp(`[${Object.keys(PLAIN).join('')}]`, 'g');
/** Straight and curly apostrophes, and other characters that phones put in their place. */
const APOSTROPHES = /['’‘‛`´ʼʻʹ′]/g;

/**
 * A name as it is compared: without case, accents and apostrophes, with one space for each space or dash. `Ésperance` and
 * `esperance` are the same, and so are `O’Brien`, `o'brien` and `OBrien`.
 */
export function foldName(name: string): string {
  // NFKD turns a free-standing accent into a space
  const even = normalize(name.replace(APOSTROPHES, ''), 'NFKD').replace(/\p{M}/gu, '');
  return (
    even
      // "ß" becomes "SS"
      .toUpperCase()
      .toLowerCase()
      .replace(SPECIAL, (letter) => PLAIN[letter] ?? letter)
      .replace(/[\s\p{Pd}]+/gu, ' ')
      .trim()
  );
}
