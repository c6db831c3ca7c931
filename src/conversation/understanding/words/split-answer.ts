import { withoutInvisibleMarks } from '#src/conversation/understanding/simplify-text.ts';
import { normalize } from '#src/platform/normalize.ts';
import { ACCEPTED_WORDS } from './accepted-words.ts';
import type { WordMeaning } from './word-places.ts';

/** What a part of an answer is. `break` is punctuation, and `other` a word that we do not know. */
export type PartKind =
  | WordMeaning<'answer'>
  | WordMeaning<'ask'>
  | WordMeaning<'inside'>
  | 'break'
  | 'question'
  | 'number'
  | 'other';

const TOKEN = /[\p{L}\p{N}]+(?:'[\p{L}\p{N}]+)*|[,.;:!?\n–—]|\p{Extended_Pictographic}/gu;
const MARKS = /\p{M}/gu;

/** Words in lower case without accents, punctuation, and emoji without their skin tone. A word of the table splits likewise. */
export function tokensOf(text: string): string[] {
  const even = normalize(withoutInvisibleMarks(text).replace(/[‘’`´]/g, "'"), 'NFKD');
  return even.replace(MARKS, '').toLowerCase().match(TOKEN) ?? [];
}

const KINDS = new Map<string, PartKind>();
for (const place of ['inside', 'ask', 'answer'] as const) {
  for (const entry of ACCEPTED_WORDS) {
    if (entry.place === place) KINDS.set(tokensOf(entry.word).join(' '), entry.meaning as PartKind);
  }
}
/** "nooo" and "yesss": a word whose run of letters is too long. "ee" and "nnyaa" are in the table as they are. */
const KINDS_WITHOUT_RUNS = new Map<string, PartKind>();
for (const [words, kind] of KINDS) {
  const bare = withoutRuns(words);
  if (bare.length > 1 && !words.includes(' ')) KINDS_WITHOUT_RUNS.set(bare, KINDS.get(bare) ?? kind);
}
const LONGEST_PHRASE = Math.max(...[...KINDS.keys()].map((words) => words.split(' ').length));

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
  for (let length = Math.min(LONGEST_PHRASE, tokens.length - from); length > 0; length -= 1) {
    const kind = KINDS.get(tokens.slice(from, from + length).join(' '));
    if (kind) return { kind, length };
  }
  return { kind: kindOfToken(tokens[from] ?? ''), length: 1 };
}

function kindOfToken(token: string): PartKind {
  if (token === '?') return 'question';
  if (!/[\p{L}\p{N}]/u.test(token)) return 'break';
  if (/^\d/.test(token)) return 'number';
  const bare = withoutRuns(token);
  return (bare === token ? undefined : KINDS_WITHOUT_RUNS.get(bare)) ?? 'other';
}

function withoutRuns(word: string): string {
  return word.replace(/(\p{L})\1+/gu, '$1');
}
