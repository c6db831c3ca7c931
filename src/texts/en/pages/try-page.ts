import type { TryPageTexts } from '#src/texts/pages/try-page-texts.ts';

export const tryPage: TryPageTexts = {
  title: 'Phones on the screen',
};
