import { normalize } from '#src/platform/normalize.ts';

// the lookbehind lets a run match only from its first character; without it, a long run inside a text takes quadratic
// time
const ENDS = /^[\s\p{P}]+|(?<![\s\p{P}])[\s\p{P}]+$/gu;
const ENDS_AND_PICTURES = /^[\s\p{P}\p{So}]+|(?<![\s\p{P}\p{So}])[\s\p{P}\p{So}]+$/gu;
/** Skin tones, variation selectors, keycaps and joiners of emoji, and the directional marks of a copied contact. */
const MARKS = /[\u{1F3FB}-\u{1F3FF}\uFE0F\u20E3\u200B-\u200F\u202A-\u202E\u2060-\u2069]/gu;

/** Readers simplify the same text dozens of times. The last few long results are kept in memory. */
const SHORTEST_REMEMBERED = 100;
const MOST_REMEMBERED = 4;
const remembered = new Map<string, string>();

/**
 * A text in a form that readers compare: lower case, straight quotes, single spaces, no punctuation at either end, and
 * no emoji there unless the text is only emoji.
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
