const ENDS = /^[\s\p{P}]+|[\s\p{P}]+$/gu;
const ENDS_AND_PICTURES = /^[\s\p{P}\p{So}]+|[\s\p{P}\p{So}]+$/gu;
/** Skin tones, variation selectors, keycaps and joiners of emoji; directional marks of a contact copied from a phone. */
const MARKS = /[\u{1F3FB}-\u{1F3FF}\uFE0F\u20E3\u200B-\u200F\u202A-\u202E\u2060-\u2069]/gu;

/**
 * A text as it is compared: lower case, straight quotes, single spaces, no punctuation at either end, and no emoji there
 * unless it is all there is.
 */
export function plain(text: string): string {
  const even = withoutMarks(text)
    .normalize('NFKC')
    .replace(/[‘’`´]/g, "'")
    .toLowerCase()
    .replace(/\s+/g, ' ');
  return even.replace(ENDS_AND_PICTURES, '') || even.replace(ENDS, '');
}

export function withoutMarks(text: string): string {
  return text.replace(MARKS, '');
}

export function wordsOf(text: string): string[] {
  return plain(text).split(' ').filter(Boolean);
}
