import { ACCEPTED_WORDS } from './accepted-words.ts';
import { indexWords } from './index-words.ts';
import type { WordMeaning } from './word-places.ts';

/** What a part of an answer is. `break` is punctuation, and `other` a word that we do not know. */
export type PartKind =
  | WordMeaning<'answer'>
  | WordMeaning<'ask'>
  | WordMeaning<'inside'>
  | 'greeting'
  | 'break'
  | 'question'
  | 'number'
  | 'other';

const greetings = ACCEPTED_WORDS.filter(({ place, meaning }) => place === 'wholeText' && meaning === 'greeting');
const others = (['inside', 'ask', 'answer'] as const).flatMap((place) =>
  ACCEPTED_WORDS.filter((entry) => entry.place === place),
);
const KINDS = indexWords([...greetings, ...others].map(({ word, meaning }) => [word, meaning as PartKind] as const));

/** The kinds of the parts of a text. The longest phrase that the table has counts: "ill be there" is not "ill". */
export function splitAnswer(tokens: readonly string[]): PartKind[] {
  const parts: PartKind[] = [];
  for (let from = 0; from < tokens.length; ) {
    const { kind, length } = longestAt(tokens, from);
    parts.push(kind);
    from += length;
  }
  return parts;
}

function longestAt(tokens: readonly string[], from: number): { kind: PartKind; length: number } {
  for (let length = Math.min(KINDS.mostTokens, tokens.length - from); length > 0; length -= 1) {
    const kind = KINDS.find(tokens.slice(from, from + length).join(' '));
    if (kind) return { kind, length };
  }
  return { kind: kindOfToken(tokens[from] ?? ''), length: 1 };
}

function kindOfToken(token: string): PartKind {
  if (token === '?') return 'question';
  if (!/[\p{L}\p{N}]/u.test(token)) return 'break';
  return /^\d/.test(token) ? 'number' : 'other';
}
