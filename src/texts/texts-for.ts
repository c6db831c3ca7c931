import { en, type Texts } from './en.ts';

/** A second language is a second file with the same keys and one line here. */
const LANGUAGES: Record<string, Texts> = { en };

export const LANGUAGE_CODES = Object.keys(LANGUAGES);

export function textsFor(language: string | undefined): Texts {
  return LANGUAGES[language ?? 'en'] ?? en;
}

export type { Texts };
