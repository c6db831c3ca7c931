import { editDistance } from '#src/conversation/understanding/edit-distance.ts';
import { foldName } from '#src/volunteers/people/fold-name.ts';

/** Shorter words differ by one letter too easily: Ann and Jan are two names. */
const SHORTEST_MISSPELT = 4;

/**
 * Whether a name completes or corrects the one that was given before: Zola, then Zola Dube; Thandy, then Thandi. Two or three
 * words that were typed with capital letters are a name whatever came before.
 */
export function isCorrectionOf(before: string, { name, typed }: { name: string; typed: string }): boolean {
  const words = wordsOfName(name);
  if (words.some((word) => wordsOfName(before).some((other) => isAlike(word, other)))) return true;
  const isWritten = typed.includes(name) && /^(?:\p{Lu}[^\s]* ){1,2}\p{Lu}[^\s]*$/u.test(name);
  return isWritten && name !== name.toUpperCase();
}

function isAlike(word: string, other: string): boolean {
  if (word === other) return true;
  return Math.min(word.length, other.length) >= SHORTEST_MISSPELT && editDistance(word, other) === 1;
}

function wordsOfName(name: string): string[] {
  return foldName(name).match(/\p{L}+/gu) ?? [];
}
