import type { HomePageTexts } from '#src/texts/pages/home-page-texts.ts';

export const homePage: HomePageTexts = {
  title: 'Start',
  about: ({ watchName }) => `This service answers the number that the volunteers of ${watchName} text.`,
  toTry: 'Try it with phones on the screen',
  aboutTry:
    'Text the watch from up to four phones, move the clock, and see what it understands. Nothing is really sent.',
  toApi: 'The JSON API',
  aboutApi: 'What volunteers and coordinators can do from other programs.',
};
