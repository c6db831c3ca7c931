import { describe, expect, it } from 'vitest';
import type { Expects } from '#src/conversation/events.ts';
import { understand } from '#src/conversation/understanding/understand.ts';
import { wordsFor } from '#src/conversation/understanding/words/accepted-words.ts';

/** Questions at which a yes, a no and thanks are read as such. At "how serious is it?", ok means quiet. */
const READ_THERE: Expects[] = [
  'nothing',
  'choice',
  'relay',
  'yesNo',
  'proof',
  'code',
  'name',
  'buddy',
  'words',
  'admission',
];

function read(body: string, expects: Expects) {
  const circumstances = { now: new Date('2026-11-27T16:00:00Z'), zone: 'Africa/Johannesburg', region: 'ZA' } as const;
  return understand({ body, attachments: [] }, { ...circumstances, isCoordinator: false, expects }).type;
}

describe.each(READ_THERE)('where %s is expected', (expects) => {
  it.each(wordsFor('answer', 'yes', 'ok'))('"%s" is a yes', (word) => {
    expect(read(word, expects)).toBe('YES');
    expect(read(`${word.toUpperCase()}.`, expects)).toBe('YES');
  });

  it.each(wordsFor('answer', 'no'))('"%s" is a no', (word) => {
    expect(read(word, expects)).toBe('NO');
    expect(read(`${word.toUpperCase()}!`, expects)).toBe('NO');
  });

  it.each(wordsFor('answer', 'thanks'))('"%s" is neither', (word) => {
    expect(read(word, expects)).toBe('THANKS');
    if (word !== '🙏') expect(read(`ok ${word}`, expects)).toBe('THANKS');
  });

  it.each(['yesss', 'jaaa', 'yebooo', 'eweee', 'yes asb', 'ee ke a leboha', 'yebo ngiyabonga'])(
    '"%s" is a yes',
    (text) => {
      expect(read(text, expects)).toBe('YES');
    },
  );

  it.each(['nooo', 'neee', 'chaa', 'aowaa', 'nee dankie', 'nnyaa ke a leboga', 'hayi enkosi'])(
    '"%s" is a no',
    (text) => {
      expect(read(text, expects)).toBe('NO');
    },
  );
});

describe('after a question for Y or N', () => {
  it.each(['yebo yishiye', 'ewe drop it', 'aowa keep it', 'nnyaa leave it'])('a few words may follow: "%s"', (text) => {
    expect(['YES', 'NO']).toContain(read(text, 'yesNo'));
  });

  it.each([
    'ja nee',
    'ja-nee',
    'cha yebo',
    'yes maar',
    'yebo kodwa',
    'nee wag',
    'yes 2',
    'no wait',
    'yes unless it rains',
  ])('a second thought leaves it open: "%s"', (text) => expect(['YES', 'NO']).not.toContain(read(text, 'yesNo')));
});
