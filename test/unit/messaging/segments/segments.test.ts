import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutQuote, measure } from '#src/messaging/segments/segments.ts';

const units = (count: number, character = 'a') => character.repeat(count);
const text = fc.string({
  unit: fc.constantFrom('a', 'é', '€', '{', '\n', ' ', 'ç', '’', '👋', '👩‍👧', 'я'),
  maxLength: 400,
});

describe('measuring a text', () => {
  it.each([
    ['nothing', '', 'GSM-7', 0, 0],
    ['one full GSM-7 text', units(160), 'GSM-7', 1, 160],
    ['one character more', units(161), 'GSM-7', 2, 161],
    ['two full parts', units(306), 'GSM-7', 2, 306],
    ['a third part', units(307), 'GSM-7', 3, 307],
    ['characters that count double', units(80, '€'), 'GSM-7', 1, 160],
    ['one of them too many', units(81, '€'), 'GSM-7', 2, 162],
    ['an escape that would be split from its character', `${units(152)}€${units(152)}`, 'GSM-7', 3, 306],
    ['one full UCS-2 text', units(70, 'я'), 'UCS-2', 1, 70],
    ['one UCS-2 character more', units(71, 'я'), 'UCS-2', 2, 71],
    ['emoji, two units each', units(35, '👋'), 'UCS-2', 1, 70],
    ['a surrogate pair that would be split', `${units(66)}👋${units(66)}`, 'UCS-2', 3, 134],
    ['a curly quote among plain letters', `it’s${units(67)}`, 'UCS-2', 2, 71],
    ['letters that GSM-7 has', 'èéùìòÇØøÅåÆæßÉÄÖÑÜäöñüà', 'GSM-7', 1, 23],
    ['small ç, which it has not', 'ç', 'UCS-2', 1, 1],
  ])('counts %s', (_what, body, encoding, segments, count) => {
    expect(measure(body)).toEqual({ encoding, segments, units: count });
  });

  it('a longer text never has fewer segments', () => {
    fc.assert(
      fc.property(text, text, (first, second) => {
        expect(measure(first + second).segments).toBeGreaterThanOrEqual(measure(first).segments);
      }),
    );
  });
});

describe('cutting quoted words', () => {
  const atMost = (most: number) => (candidate: string) => candidate.length <= most;

  it('leaves words that fit unchanged', () => {
    expect(cutQuote('two men at the gate', atMost(19))).toBe('two men at the gate');
  });

  it('cuts to the longest words that fit', () => {
    expect(cutQuote('two men at the gate', atMost(12))).toBe('two men a...');
  });

  it('leaves no space before the dots', () => {
    expect(cutQuote('two men at the gate', atMost(11))).toBe('two men...');
  });

  it('never cuts inside a grapheme', () => {
    expect(cutQuote('ab👩‍👩‍👧cdef', atMost(9))).toBe('ab...');
  });

  it('returns the empty text if nothing fits', () => {
    expect(cutQuote('two men', atMost(3))).toBe('');
    expect(cutQuote('two men', () => false)).toBe('');
  });

  it('always fits, is a beginning of the words, and never breaks a surrogate pair', () => {
    fc.assert(
      fc.property(text, fc.nat(5), (words, segments) => {
        const fits = (candidate: string) => measure(`Report 142: ${candidate}`).segments <= segments;
        const cut = cutQuote(words, fits);
        expect(cut === '' || fits(cut)).toBe(true);
        expect(cut.isWellFormed()).toBe(true);
        expect(words === cut || words.startsWith(cut.replace(/\.{3}$/, ''))).toBe(true);
      }),
    );
  });
});
