import { ownWords } from './en/own-words.ts';
import { en } from './en.ts';
import type { OwnWords } from './own-words.ts';
import type { Texts } from './texts.ts';

interface Language {
  texts: Texts;
  ownWords: OwnWords;
}

/** To add a language, write its texts and its own words, and add them here. */
const LANGUAGES: Record<string, Language> = { en: { texts: en, ownWords } };

export const LANGUAGE_CODES = Object.keys(LANGUAGES);

/** Of every language, since anybody may forward to us what somebody else got. */
export const OWN_WORDS: readonly OwnWords[] = Object.values(LANGUAGES).map((language) => language.ownWords);

/** The texts in this language. English if the person has no language, or one that we do not have. */
export function textsFor(language: string | undefined): Texts {
  return LANGUAGES[language ?? 'en']?.texts ?? en;
}
