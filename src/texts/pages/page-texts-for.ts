import { enPages } from '#src/texts/en/pages/en-pages.ts';
import type { PageTexts } from './page-texts.ts';

const LANGUAGES: Record<string, PageTexts> = { en: enPages };

/** The words of pages in the first of these languages that we have. English otherwise. `en-ZA` is `en`. */
export function pageTextsFor(accepted: readonly string[]): PageTexts {
  for (const tag of accepted) {
    const [language = ''] = tag.toLowerCase().split('-');
    const texts = Object.hasOwn(LANGUAGES, language) ? LANGUAGES[language] : undefined;
    if (texts) return texts;
  }
  return enPages;
}
