import { describe, expect, it } from 'vitest';
import { jsonWithoutMentions, mentionsOf, withoutMentions } from '#src/forgetting/mentions.ts';

const { narrow, wide } = mentionsOf({ identities: ['+27821239876'], names: ['Zoë van der Merwe', 'Jan Nel'] });
const narrowly = (text: string) => withoutMentions(text, narrow, '_');
const widely = (text: string) => withoutMentions(text, wide, '_');

describe('who is forgotten is found in what others wrote', () => {
  it.each([
    ['+27821239876'],
    ['0821239876'],
    ['082 123 9876'],
    ['+27 82 123 9876'],
    ['+27 (0)82-123-9876'],
    ['0027 82 123 9876'],
    ['27821239876'],
    ['082.123.9876'],
    ['082\u00a0123\u00a09876'],
    ['whatsapp:+27821239876'],
  ])('by the number, typed as %s', (typed) => {
    expect(narrowly(`phone ${typed}, please`)).toMatch(/^phone (whatsapp:)?_, please$/);
  });

  it('and not by digits that are only part of something else', () => {
    for (const text of ['1082123987655', '0821239877', 'case 9876', 'SM08212398760000'])
      expect(narrowly(text)).toBe(text);
  });

  it.each([
    ['Zoë van der Merwe said so', '_ said so'],
    ['zoe  VAN DER MERWE said so', '_ said so'],
    ['Zoë M put you down', '_ put you down'],
    ['with Zoe M. Ref K7', 'with _. Ref K7'],
    ['Jan Nel and Jan N', '_ and _'],
  ])('by the name, whole or short: %s', (text, rest) => {
    expect(narrowly(text)).toBe(rest);
  });

  it('in messages by each word of it too, but for words that stand in every text', () => {
    expect(widely('Case 7, Zoë: merwe street, zoes')).toBe('Case 7, _: _ street, zoes');
    expect(widely('Sat 9 Jan 00:00-02:00, van den Berg')).toBe('Sat 9 Jan 00:00-02:00, van den Berg');
    expect(narrowly('Case 7, Zoë')).toBe('Case 7, Zoë');
  });

  it('in JSON only in the words, not in the names of its members', () => {
    const { wide: patterns } = mentionsOf({ identities: [], names: ['Body From'] });
    expect(jsonWithoutMentions('{"Body":"from Body","n":1}', patterns, '_')).toBe('{"Body":"_ _","n":1}');
  });
});
