import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { lineForSms, textForSms } from '#src/http/framework/values/sms-texts.ts';
import { filledText, lengthOf, nameInput, textInput, wordsToFind } from '#src/http/framework/values/text-inputs.ts';
import { foldForSms, isGsm7 } from '#src/messaging/segments/gsm7.ts';
import { measure } from '#src/messaging/segments/segments.ts';

const accepts = (schema: z.ZodType, text: string) => schema.safeParse(text).success;

describe('the length of a text', () => {
  it('is counted in code points, as JSON Schema counts it', () => {
    expect(accepts(textInput(3), '🦉🦉🦉')).toBe(true);
    expect(accepts(textInput(3), '🦉🦉🦉🦉')).toBe(false);
    expect(accepts(nameInput, '𞤀'.repeat(40))).toBe(true);
    expect(accepts(nameInput, '𞤀'.repeat(41))).toBe(false);
  });

  it.each(['\u0000', '\u00ad', '\u200b', ' '])('is counted before %j is removed', (removed) => {
    expect(accepts(filledText(3), `ab${removed}`)).toBe(true);
    expect(accepts(filledText(3), `abc${removed}`)).toBe(false);
    expect(accepts(nameInput, `${'a'.repeat(40)}${removed}`)).toBe(false);
  });

  it('is stated by the schema', () => {
    expect(z.toJSONSchema(textInput(3), { io: 'input' })).toMatchObject({ type: 'string', maxLength: 3 });
    const { $defs } = z.toJSONSchema(nameInput, { io: 'input' });
    expect($defs).toMatchObject({ PersonName: { maxLength: 40, pattern: expect.stringContaining('\\p{L}') } });
  });
});

describe('a text that must not be empty', () => {
  it('keeps something of every text that it accepts', () => {
    const odd = fc.string({
      unit: fc.constantFrom(...' \n\t\u0000\u00ad\u200b\u200c\u200d\u2065\ufeff\uffff\u0085a.é🦉'),
      maxLength: 6,
    });
    fc.assert(
      fc.property(odd, (text) => {
        const [filled, found] = [filledText(9).safeParse(text), wordsToFind(9).safeParse(text)];
        if (filled.success) expect(filled.data).not.toBe('');
        if (found.success) expect(found.data).toMatch(/^(?=[\s\S]*[\p{L}\p{N}])[\s\S]{2,}$/u);
        expect(filled.success).toBe(/[a.é🦉]/u.test(text));
      }),
    );
  });
});

/** Letters of every kind: plain, with two septets, folded, folded to several, accents alone, spaces, other scripts, emoji. */
const LETTERS = [
  ...'abc XYZ09@£ΔΩ.,-',
  ...'^{}[~]|€\\',
  ...'ëłŁőŭ’“–½…™œÞ',
  ...'\u0300\u0301\u0308\u0338\u0345',
  ...'\u00a0\t\u00ad\n\r',
  ...'ПאẌ漢🦉👩‍🚒',
];
const anyText = fc.string({ unit: fc.constantFrom(...LETTERS), maxLength: 300 });
const plainText = fc.string({ unit: fc.constantFrom(...LETTERS.slice(0, -9)), maxLength: 300 });

describe('a line for an SMS', () => {
  it('is GSM-7 and one line, if it is accepted', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, plainText), (text) => {
        const line = lineForSms(300).safeParse(text);
        if (line.success)
          expect({ text, fits: isGsm7(foldForSms(line.data)) && /^[^\n]+$/.test(line.data) }).toEqual({
            text,
            fits: true,
          });
      }),
    );
  });

  it.each(['Back gate', 'Môre St.', 'Zoë’s “hut” – 2½', 'Ångström', 'Zoe\u0308'])('may be %s', (text) => {
    expect(lineForSms(30).parse(text)).toBe(text);
  });

  it.each(['', ' ', '\u0301', 'Парк', 'a\nb', '🦉'])('must not be %j', (text) => {
    expect(accepts(lineForSms(30), text)).toBe(false);
  });
});

describe('a text for two segments', () => {
  const around = 22;
  const text = textForSms(around);

  it('fits, if it is accepted', () => {
    let accepted = 0;
    fc.assert(
      fc.property(fc.oneof(anyText, plainText), (words) => {
        const read = text.safeParse(words);
        if (!read.success) return;
        accepted += 1;
        const sent = foldForSms(`${'x'.repeat(around)}${read.data}`);
        expect(measure(sent).segments, JSON.stringify(words)).toBeLessThanOrEqual(2);
      }),
      { numRuns: 1000 },
    );
    expect(accepted).toBeGreaterThan(100);
  });

  it('may be as long as its schema says', () => {
    const { anyOf } = z.toJSONSchema(text, { io: 'input' }) as { anyOf: { maxLength: number }[] };
    const [plain = 0, other = 0, emoji = 0] = anyOf.map(({ maxLength }) => maxLength);
    expect([plain, other, emoji]).toEqual([271, 99, 37]);
    for (const words of [
      'x'.repeat(plain),
      'П'.repeat(other),
      `${'🦉'.repeat(6)}${'x'.repeat(other - 6)}`,
      '🦉'.repeat(emoji),
    ])
      expect(accepts(text, words)).toBe(true);
    for (const words of ['x'.repeat(plain + 1), 'П'.repeat(other + 1), '🦉'.repeat(emoji + 1)])
      expect(accepts(text, words)).toBe(false);
    expect(lengthOf('🦉'.repeat(emoji))).toBe(37);
  });
});
