import { expect, it } from 'vitest';
import { saysMoreThanGreeting } from '#src/conversation/understanding/first-words.ts';

it.each([
  ...['hello', 'I want to join', 'Good evening, I saw your poster and want to help'],
  ...['Hallo, ek wil graag aansluit by die buurtwag', 'ek wil graag patrolleer', 'wie is dit?'],
  ...['Sawubona, ngifuna ukujoyina', 'ndifuna ukujoyina', 'ngifuna ukuphatrola nani', 'ngubani lo'],
])('"%s" only greets us or asks to join', (text) => {
  expect(saysMoreThanGreeting(text)).toBe(false);
});

it.each(['there is a strange man at 5 Elm', "daar's n man in my tuin", 'kukhona umuntu egcekeni lami'])(
  '"%s" has news',
  (text) => {
    expect(saysMoreThanGreeting(text)).toBe(true);
  },
);
