import { isPlain, septetsOf } from './gsm7.ts';

export interface Measure {
  encoding: 'GSM-7' | 'UCS-2';
  /** 0 only for the empty text. */
  segments: number;
  /** Septets of GSM-7, or 16-bit units of UCS-2. */
  units: number;
}

/** The capacity of a single segment, and of each segment of a longer text, where a header takes some room. */
export const ROOM = { 'GSM-7': { single: 160, part: 153 }, 'UCS-2': { single: 70, part: 67 } } as const;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The encoding and segments of an SMS. An escape and its character, or a surrogate pair, stay in one segment. */
export function measure(text: string): Measure {
  if (isPlain(text)) return measuredPlain(text.length);
  const characters = Array.from(text);
  const septets = characters.map(septetsOf);
  if (septets.every((count) => count !== undefined)) return measured('GSM-7', septets);
  const lengths = characters.map((character) => character.length);
  return measured('UCS-2', lengths);
}

/**
 * Returns the words, or as many of their first characters as fit together with `...`; the empty text if none does. Never
 * cuts inside a grapheme. `fits` must accept every text that is shorter than one that it accepts. `isWhole`: the words end
 * here; if they do not, there are always dots after them.
 */
export function cutQuote(words: string, fits: (candidate: string) => boolean, { isWhole } = { isWhole: true }): string {
  if (isWhole && fits(words)) return words;
  const starts = Array.from(graphemes.segment(words), (grapheme) => grapheme.index);
  const cutAt = (count: number) => `${words.slice(0, starts[count]).trimEnd()}...`;
  let most = 0;
  let tooMany = isWhole ? starts.length : starts.length + 1;
  while (tooMany - most > 1) {
    const count = Math.floor((most + tooMany) / 2);
    if (fits(cutAt(count))) most = count;
    else tooMany = count;
  }
  return most === 0 ? '' : cutAt(most);
}

function measuredPlain(units: number): Measure {
  const { single, part } = ROOM['GSM-7'];
  return { encoding: 'GSM-7', segments: units <= single ? Math.sign(units) : Math.ceil(units / part), units };
}

function measured(encoding: Measure['encoding'], sizes: number[]): Measure {
  const units = sizes.reduce((sum, size) => sum + size, 0);
  const { single, part } = ROOM[encoding];
  if (units <= single) return { encoding, segments: Math.sign(units), units };
  let segments = 1;
  let used = 0;
  for (const size of sizes) {
    used += size;
    if (used <= part) continue;
    segments += 1;
    used = size;
  }
  return { encoding, segments, units };
}
