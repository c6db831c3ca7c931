import { describe, expect, it } from 'vitest';
import { readName } from '#src/conversation/understanding/people/name-words.ts';

describe('a name', () => {
  it.each([
    ['My name is Thandi Nkosi', 'Thandi Nkosi'],
    ['thandi nkosi', 'Thandi Nkosi'],
    ["Hi, I'm Thandi", 'Thandi'],
    ['i am thandi', 'Thandi'],
    ['im thandi', 'Thandi'],
    ['Imran', 'Imran'],
    ['it’s Thandi.', 'Thandi'],
    ['hello this is Thandi Nkosi here', 'Thandi Nkosi'],
    ['Name: Thandi', 'Thandi'],
    ['thandi van der merwe', 'Thandi van der Merwe'],
    ["sean o'brien", "Sean O'Brien"],
    ['anne-marie', 'Anne-Marie'],
    ['  Zoë   M. ', 'Zoë M.'],
    ['JP Nkosi', 'JP Nkosi'],
    ['Thandi Nkosi thank you', 'Thandi Nkosi'],
    ['Mark', 'Mark'],
  ])('is read from %s', (text, name) => {
    expect(readName(text)).toBe(name);
  });

  it.each([
    ...[
      'Who is this?',
      'yes',
      'ok',
      'hi',
      'Hello',
      'SHIFTS',
      'menu',
      'thanks',
      'no',
      '🙂',
      '',
      'T',
      '482913',
      'Thandi 0821234567',
    ],
    ...[
      'not interested',
      "I'm not interested",
      'i want to help with the petrol',
      'one two three four five six',
      'my name is',
    ],
  ])('is not read from "%s"', (text) => {
    expect(readName(text)).toBeUndefined();
  });

  it('is cut at forty characters', () => {
    expect(readName('Thandi '.repeat(5).trim().concat('x'.repeat(30)))).toHaveLength(40);
  });
});
