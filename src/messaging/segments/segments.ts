import { septetsOf } from './gsm7.ts';

export interface Measure {
  encoding: 'GSM-7' | 'UCS-2';
  /** 0 only for the empty text. */
  segments: number;
  /** Septets of GSM-7, or 16-bit units of UCS-2. */
  units: number;
}

/** What fits into a single text, and into each part of a longer one, where a header takes its share. */
const ROOM = { 'GSM-7': { single: 160, part: 153 }, 'UCS-2': { single: 70, part: 67 } } as const;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** How a text travels by SMS. Neither an escape with its character nor a surrogate pair is split over two parts. */
export function measure(text: string): Measure {
  const characters = Array.from(text);
  const septets = characters.map(septetsOf);
  if (septets.every((count) => count !== undefined)) return measured('GSM-7', septets);
  const lengths = characters.map((character) => character.length);
  return measured('UCS-2', lengths);
}

/**
 * The words, or as many of their first characters as fit with `...` after them; nothing if not even one does. Never cuts
 * inside what a reader sees as one character. `fits` must hold for whatever is shorter than something it holds for.
 */
export function cutQuote(words: string, fits: (candidate: string) => boolean): string {
  if (fits(words)) return words;
  const starts = Array.from(graphemes.segment(words), (grapheme) => grapheme.index);
  const cutAt = (count: number) => `${words.slice(0, starts[count]).trimEnd()}...`;
  let most = 0;
  let tooMany = starts.length;
  while (tooMany - most > 1) {
    const count = Math.floor((most + tooMany) / 2);
    if (fits(cutAt(count))) most = count;
    else tooMany = count;
  }
  return most === 0 ? '' : cutAt(most);
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
