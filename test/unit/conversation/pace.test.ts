import { expect, it } from 'vitest';
import { measurePace } from '#src/conversation/replies/pace.ts';

const ANSWERED = { isTooFast: false, isRepeating: false };
const texts = (count: number, body = (index: number) => `text ${index}`) =>
  Array.from({ length: count }, (_, index) => ({ body: body(index) }));

it('thirty texts are answered, one more is too fast', () => {
  expect(measurePace(texts(30), { wasTooFast: false })).toEqual(ANSWERED);
  expect(measurePace(texts(31), { wasTooFast: false })).toEqual({ isTooFast: true, isRepeating: false });
});

it('twenty of the same text are answered, one more repeats itself, however it is written', () => {
  const spellings = ['My', 'MY!', ' my '];
  const same = (index: number) => spellings[index % 3] ?? '';
  expect(measurePace(texts(20, same), { wasTooFast: false })).toEqual(ANSWERED);
  expect(measurePace(texts(21, same), { wasTooFast: false })).toEqual({ isTooFast: true, isRepeating: true });
});

it('another text between many of the same is answered', () => {
  const twenty = texts(21, () => 'my');
  expect(measurePace([{ body: 'shifts' }, ...twenty], { wasTooFast: false })).toEqual(ANSWERED);
});

it('a number that was too fast has calmed down at ten', () => {
  expect(measurePace(texts(11), { wasTooFast: true })).toMatchObject({ isTooFast: true });
  expect(measurePace(texts(10), { wasTooFast: true })).toEqual(ANSWERED);
});

it('no texts are not too fast', () => {
  expect(measurePace([], { wasTooFast: true })).toEqual(ANSWERED);
});
