/** A sentence with alternatives: a word, or one of several sequences. What may be left out has an empty sequence. */
type Part = string | { oneOf: Part[][] };
export type SentencePattern = readonly Part[];

const SIGNS = /\{\w+\}|[()[\]|]|[^\s()[\]|{}]+/g;

/**
 * Reads `stop (texting|messaging) {me} [again]`: `(a|b)` is one of several, `[a]` may be left out, and `{me}` is one of the words
 * of a list.
 */
export function parseSentencePattern(source: string, lists: ReadonlyMap<string, SentencePattern>): SentencePattern {
  const signs = source.match(SIGNS) ?? [];
  const { sequences, next } = readSequences(signs, 0, lists);
  const [only, ...others] = sequences;
  if (!only || others.length > 0 || next < signs.length) throw new Error(`a bracket or | too many: ${source}`);
  return only;
}

/** Whether the words are one of the sentences of the pattern. */
export function isSentenceOf(pattern: SentencePattern, words: readonly string[]): boolean {
  return endsOf(pattern, words, [0]).includes(words.length);
}

/** The indexes at which the pattern may end, if it begins at one of these. */
function endsOf(pattern: SentencePattern, words: readonly string[], starts: readonly number[]): readonly number[] {
  let ends = starts;
  for (const part of pattern) {
    if (ends.length === 0) return ends;
    if (typeof part === 'string') ends = ends.filter((at) => words[at] === part).map((at) => at + 1);
    else {
      const from = ends;
      ends = [...new Set(part.oneOf.flatMap((sequence) => endsOf(sequence, words, from)))];
    }
  }
  return ends;
}

/** Reads sequences with | between them, until the bracket that closes them, or the end. */
function readSequences(
  signs: readonly string[],
  from: number,
  lists: ReadonlyMap<string, SentencePattern>,
): { sequences: Part[][]; next: number } {
  const sequences: Part[][] = [[]];
  let at = from;
  for (; at < signs.length; at += 1) {
    const sign = signs[at] ?? '';
    const sequence = sequences.at(-1);
    if (sign === ')' || sign === ']') break;
    if (sign === '|') sequences.push([]);
    else if (sign === '(' || sign === '[') {
      const inner = readSequences(signs, at + 1, lists);
      sequence?.push({ oneOf: sign === '[' ? [[], ...inner.sequences] : inner.sequences });
      at = inner.next;
      if (at >= signs.length) throw new Error(`a bracket is not closed: ${signs.join(' ')}`);
    } else if (sign.startsWith('{')) {
      const list = lists.get(sign.slice(1, -1));
      if (!list) throw new Error(`there is no list ${sign}`);
      sequence?.push(...list);
    } else sequence?.push(sign);
  }
  return { sequences, next: at };
}
