import { foldForSms, isGsm7, septetsOf } from '#src/messaging/segments/gsm7.ts';

/** No character outside these blocks is folded to GSM-7. */
const BLOCKS = [
  [0x09, 0x37e],
  [0x38f, 0x3a9],
  [0x1680, 0x1680],
  [0x1e00, 0x1ffd],
  [0x2000, 0x2060],
  [0x20ac, 0x226f],
  [0x3000, 0x3000],
  [0xfe63, 0xff0d],
] as const;
const LINE_BREAKS = '\n\v\f\r\u0085\u2028\u2029';

const folded = BLOCKS.flatMap(([first, last]) =>
  Array.from({ length: last - first + 1 }, (_, index) => String.fromCharCode(first + index)),
)
  .map((character) => ({ character, plain: foldForSms(character) }))
  .filter(({ plain }) => isGsm7(plain));

/** Parts of character classes, as they stand in a pattern. A text of these characters is GSM-7 after folding. */
export const SMS_LETTERS = {
  /** Become one septet. */
  light: classOf(({ plain }) => septetsIn(plain) === 1 && plain.trim() !== ''),
  /** Become two or three septets, and up to three characters. */
  heavy: classOf(({ plain, character }) => septetsIn(plain) > 1 && !LINE_BREAKS.includes(character)),
  /** Become a space or nothing. */
  blank: classOf(({ plain, character }) => plain.trim() === '' && !LINE_BREAKS.includes(character)),
  lineBreaks: escaped(LINE_BREAKS),
};

function classOf(isMember: (each: (typeof folded)[number]) => boolean): string {
  const codes = folded.filter(isMember).map(({ character }) => character.charCodeAt(0));
  const ranges: [first: number, last: number][] = [];
  for (const code of codes) {
    const range = ranges.at(-1);
    if (range?.[1] === code - 1) range[1] = code;
    else ranges.push([code, code]);
  }
  return ranges
    .map(([first, last]) => (first === last ? codeEscape(first) : `${codeEscape(first)}-${codeEscape(last)}`))
    .join('');
}

function septetsIn(plain: string): number {
  return Array.from(plain).reduce((sum, character) => sum + (septetsOf(character) ?? 0), 0);
}

function escaped(characters: string): string {
  return Array.from(characters, (character) => codeEscape(character.charCodeAt(0))).join('');
}

/** Readable by the regular expressions of every language. */
function codeEscape(code: number): string {
  return `\\u${code.toString(16).padStart(4, '0')}`;
}
