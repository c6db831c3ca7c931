import { normalize } from '#src/platform/normalize.ts';

// the lookbehind lets a run match from its first character only: without it, a long run inside a text takes quadratic time
const ENDS = /^[\s\p{P}]+|(?<![\s\p{P}])[\s\p{P}]+$/gu;
const ENDS_AND_PICTURES = /^[\s\p{P}\p{So}]+|(?<![\s\p{P}\p{So}])[\s\p{P}\p{So}]+$/gu;
/** Skin tones, variation selectors, keycaps and joiners of emoji; directional marks of a contact copied from a phone. */
const MARKS = /[\u{1F3FB}-\u{1F3FF}\uFE0F\u20E3\u200B-\u200F\u202A-\u202E\u2060-\u2069]/gu;

/** Readers compare one text dozens of times. Only long texts are worth remembering, and only the last few. */
const SHORTEST_REMEMBERED = 100;
const MOST_REMEMBERED = 4;
const remembered = new Map<string, string>();

/**
 * A text as it is compared: lower case, straight quotes, single spaces, no punctuation at either end, and no emoji there
 * unless it is all there is.
 */
export function simplifyText(text: string): string {
  if (text.length < SHORTEST_REMEMBERED) return simplify(text);
  const known = remembered.get(text);
  if (known !== undefined) return known;
  const [oldest] = remembered.keys();
  if (oldest !== undefined && remembered.size >= MOST_REMEMBERED) remembered.delete(oldest);
  const found = simplify(text);
  remembered.set(text, found);
  return found;
}

function simplify(text: string): string {
  const even = normalize(withoutInvisibleMarks(text), 'NFKC')
    .replace(/[‘’`´]/g, "'")
    .toLowerCase()
    .replace(/\s+/g, ' ');
  return even.replace(ENDS_AND_PICTURES, '') || even.replace(ENDS, '');
}

export function withoutInvisibleMarks(text: string): string {
  return text.replace(MARKS, '');
}

export function wordsOf(text: string): string[] {
  return simplifyText(text).split(' ').filter(Boolean);
}
