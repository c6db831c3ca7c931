import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldForSms, isGsm7, septetsOf } from '#src/messaging/segments/gsm7.ts';
import { measure } from '#src/messaging/segments/segments.ts';

describe('the GSM-7 alphabet', () => {
  it('has 127 characters of one septet and 10 of two', () => {
    const all = Array.from({ length: 0x3000 }, (_, code) => String.fromCharCode(code)).map(septetsOf);
    expect(all.filter((septets) => septets === 1)).toHaveLength(127);
    expect(all.filter((septets) => septets === 2)).toHaveLength(10);
  });
});

describe('a text of GSM-7', () => {
  it('holds no other character', () => {
    expect(['gate €', 'gate 中', '中'].map(isGsm7)).toEqual([true, false, false]);
  });
});

describe('folding for SMS', () => {
  it.each([
    ['quotes', '‘a’ “b” `c` «d»', '\'a\' "b" \'c\' "d"'],
    ['dashes and dots', 'a – b — c…', 'a - b - c...'],
    ['spaces that are none', 'a\u00a0b\u202fc\td\u200be', 'a b c de'],
    ['accents', 'Zoë Françoise ê î ô û á í ó ú š', 'Zoe Francoise e i o u a i o u s'],
    ['accents that come as marks of their own', 'Zoe\u0308 e\u0301', 'Zoe é'],
    ['letters that decompose into nothing', 'Łukasz Đorđe œuvre', 'Lukasz Dorde oeuvre'],
    ['a whole sentence', 'Môre – it’s “on”', 'More - it\'s "on"'],
  ])('replaces %s', (_what, text, folded) => {
    expect(foldForSms(text)).toBe(folded);
    expect(isGsm7(folded)).toBe(true);
  });

  it('keeps the accents that GSM-7 has', () => {
    expect(foldForSms('é à ñ ö Ç ß Ø')).toBe('é à ñ ö Ç ß Ø');
  });

  it('leaves characters without a plain form', () => {
    expect(foldForSms('👋🏽 Привет й 你好')).toBe('👋🏽 Привет й 你好');
  });

  it('never adds a segment', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'ë', '€', '–', '’', 'œ', '½', '👋'), maxLength: 400 }),
        (text) => {
          if (isGsm7(foldForSms(text))) {
            expect(measure(foldForSms(text)).segments).toBeLessThanOrEqual(measure(text).segments);
          }
        },
      ),
    );
  });

  it('changes nothing the second time, and no GSM-7 text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const folded = foldForSms(text);
        expect(foldForSms(folded)).toBe(folded);
        if (isGsm7(text)) expect(folded).toBe(text);
      }),
    );
  });
});
