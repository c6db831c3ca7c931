import type { PageTexts } from '#src/texts/pages/page-texts.ts';
import { apiPage } from './api-page.ts';
import { clockTexts } from './clock.ts';
import { homePage } from './home-page.ts';
import { inspector } from './inspector.ts';
import { recording } from './recording.ts';
import { tryPage } from './try-page.ts';

export const enPages: PageTexts = {
  language: 'en',
  skipToContent: 'Skip to the content',
  toStart: 'To the start page',
  stale: (time) => `Not live since ${time}. This may be out of date.`,
  noAnswer: 'Not sent: the service does not answer. What you typed is still here.',
  theme: 'Colours',
  themes: { auto: 'As the device', light: 'Light', dark: 'Dark', night: 'Night' },
  api: apiPage,
  home: homePage,
  try: tryPage,
  inspector,
  clock: clockTexts,
  recording,
};
