import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText } from '#src/messaging/inbox/clean-text.ts';

describe('cleaning a text', () => {
  it.each([
    ['every kind of line break', 'a\r\nb\rc\u2028d\ne', 'a\nb\nc\nd\ne'],
    ['NUL and other control characters', 'a\u0000b\u0007c\u001bd\u007fe\u009ff', 'abcdef'],
    ['tabs, which part words', 'BOOK\t2', 'BOOK 2'],
    ['lone surrogates', 'a\ud83db', 'a\ufffdb'],
    ['invisible characters and direction overrides', '\ufeffSH\u200bIFTS\u202e \u2066x\u2069', 'SHIFTS x'],
    ['joiners beside plain letters', 'S\u200dO\u200cS\u200d', 'SOS'],
  ])('settles %s', (_what, raw, clean) => {
    expect(cleanText(raw)).toBe(clean);
  });

  it.each(['👩‍👩‍👧‍👦 ❤️‍🔥 🏴󠁧󠁢󠁥󠁮󠁧󠁿', 'नमस्\u200dते', ' two  men \n at Môre '])('leaves %s alone', (text) => {
    expect(cleanText(text)).toBe(text);
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.oneof(
            fc.string({ unit: 'binary', maxLength: 2 }),
            fc.constantFrom('\u200d', '\u200c', '\u00ad', '\ud83d', '\r', 'a', 'é'),
          ),
        }),
        (raw) => {
          const clean = cleanText(raw);
          expect(cleanText(clean)).toBe(clean);
          expect(clean.isWellFormed()).toBe(true);
          expect(clean).not.toMatch(/[^\P{Cc}\n]/u);
        },
      ),
    );
  });
});
