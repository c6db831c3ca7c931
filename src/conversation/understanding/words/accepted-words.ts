import { readFileSync } from 'node:fs';
import { isMeaning, type WordMeaning, type WordPlace } from './word-places.ts';

const LANGUAGES = ['en', 'af', 'zu', 'xh', 'st', 'tn', 'nso'] as const;

export interface AcceptedWord {
  language: (typeof LANGUAGES)[number];
  place: WordPlace;
  meaning: string;
  /** A word or a phrase in lower case, with straight apostrophes. */
  word: string;
}

/**
 * Every word and phrase that we accept, from the table of each language beside this file. Whatever language is set, the
 * words of all languages count.
 */
export const ACCEPTED_WORDS: readonly AcceptedWord[] = LANGUAGES.flatMap(readTable);

/** The words that have one of these meanings in this place, in the order of the tables. */
export function wordsFor<At extends WordPlace>(place: At, ...meanings: WordMeaning<At>[]): string[] {
  const asked: readonly string[] = meanings;
  const found = ACCEPTED_WORDS.filter((entry) => entry.place === place && asked.includes(entry.meaning));
  return [...new Set(found.map(({ word }) => word))];
}

/** Any of these words, as a part of a regular expression. The longest that fits is tried first. */
export function anyOf(words: readonly string[]): string {
  const longestFirst = [...words].sort((a, b) => b.length - a.length);
  return `(?:${longestFirst.map((word) => word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')).join('|')})`;
}

/** `[answer yes]`, and under it words with commas between them. Text after # is a comment. */
function readTable(language: AcceptedWord['language']): AcceptedWord[] {
  const words: AcceptedWord[] = [];
  let heading: Pick<AcceptedWord, 'place' | 'meaning'> | undefined;
  for (const line of readFileSync(new URL(`./${language}.txt`, import.meta.url), 'utf8').split('\n')) {
    const bare = line.replace(/#.*/, '').trim();
    const [, place = '', meaning = ''] = /^\[(\w+) (\w+)\]$/.exec(bare) ?? [];
    if (place) {
      if (!isMeaning(place, meaning)) throw new Error(`${language}.txt: there is no meaning [${place} ${meaning}]`);
      heading = { place, meaning };
    } else {
      for (const word of wordsIn(bare)) {
        if (!heading) throw new Error(`${language}.txt: "${word}" has no heading`);
        words.push({ language, ...heading, word });
      }
    }
  }
  return words;
}

function wordsIn(line: string): string[] {
  return line
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean);
}
