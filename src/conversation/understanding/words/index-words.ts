import { tokensOf } from './tokens-of.ts';

export interface WordIndex<Meaning> {
  /** The meaning of a phrase whose tokens are joined with spaces. */
  find(phrase: string): Meaning | undefined;
  /** How many tokens the longest phrase has. */
  mostTokens: number;
}

/** A later entry replaces an earlier one. A single word is found with a run of letters that is too long: "nooo", "yesss". */
export function indexWords<Meaning>(entries: Iterable<readonly [word: string, Meaning]>): WordIndex<Meaning> {
  const exact = new Map<string, Meaning>();
  for (const [word, meaning] of entries) exact.set(tokensOf(word).join(' '), meaning);
  const withoutRuns = new Map<string, Meaning>();
  for (const [phrase, meaning] of exact) {
    const bare = foldRuns(phrase);
    // "ee" must not make a bare "e" or "eee" of anything
    if (bare.length > 1 && !phrase.includes(' ') && !exact.has(bare)) withoutRuns.set(bare, meaning);
  }
  const mostTokens = Math.max(...[...exact.keys()].map((phrase) => phrase.split(' ').length));
  return {
    find(phrase) {
      const found = exact.get(phrase);
      if (found !== undefined || phrase.includes(' ')) return found;
      const bare = foldRuns(phrase);
      return bare === phrase ? undefined : (exact.get(bare) ?? withoutRuns.get(bare));
    },
    mostTokens,
  };
}

function foldRuns(word: string): string {
  return word.replace(/(.)\1+/gu, '$1');
}
