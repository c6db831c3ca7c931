import { en } from './en.ts';
import type { Texts } from './texts.ts';

/** To add a language, write one more object of type `Texts` and add it here. */
const LANGUAGES: Record<string, Texts> = { en };

export const LANGUAGE_CODES = Object.keys(LANGUAGES);

/** The texts in this language. English if the person has no language, or one that we do not have. */
export function textsFor(language: string | undefined): Texts {
  return LANGUAGES[language ?? 'en'] ?? en;
}
