import { describe, expect, it } from 'vitest';
import { comparableText } from '#src/messaging/segments/comparable-text.ts';
import { fitForSms, fits, quoteToFit } from '#src/messaging/segments/fit-for-sms.ts';
import { measure } from '#src/messaging/segments/segments.ts';

describe('a text for SMS', () => {
  it('that fits is only folded, and keeps emoji and other scripts', () => {
    expect(fitForSms('Zoë says “go” 👍')).toBe('Zoe says "go" 👍');
    expect(fitForSms('中'.repeat(134))).toBe('中'.repeat(134));
  });

  it('that is too long as UCS-2 loses its emoji first, and fits then', () => {
    const words = 'gate open '.repeat(20).trim();
    expect(fitForSms(`${words} 👍🏽 🇿🇦 1️⃣ ok`)).toBe(`${words} 1 ok`);
  });

  it('of other scripts becomes question marks where it does not fit', () => {
    expect(fitForSms('中'.repeat(200))).toBe('?'.repeat(200));
  });

  it('that is still too long is cut after two segments', () => {
    const cut = fitForSms('a'.repeat(5000));
    expect(cut).toBe(`${'a'.repeat(303)}...`);
    expect(measure(cut)).toMatchObject({ encoding: 'GSM-7', segments: 2, units: 306 });
  });

  it('fits up to the last character of its last segment', () => {
    expect([fits('a'.repeat(306)), fits('a'.repeat(307))]).toEqual([true, false]);
    expect([fits('a'.repeat(160), 1), fits('a'.repeat(161), 1)]).toEqual([true, false]);
    // each ellipsis is sent as three full stops
    expect(fits('…'.repeat(103))).toBe(false);
    expect(fits('…'.repeat(102))).toBe(true);
  });

  it('around quoted words loses words, and never anything else', () => {
    const build = (words: string) => `Case 142: "${words}" Please phone.`;
    expect(quoteToFit(build, 'gate open')).toBe('Case 142: "gate open" Please phone.');
    const long = quoteToFit(build, 'ab '.repeat(200), 1);
    expect(long).toMatch(/^Case 142: "(?:ab )+a?b?\.\.\." Please phone\.$/);
    expect(measure(long)).toMatchObject({ segments: 1 });
    expect(measure(long).units).toBeGreaterThan(155);
  });

  it('around the words of a whole case looks at the first of them only, and says that there are more', () => {
    const words = 'three men, '.repeat(80_000);
    const begun = process.threadCpuUsage();
    const quoted = quoteToFit((said) => `"${said}"`, words);
    expect(process.threadCpuUsage(begun).user / 1_000).toBeLessThan(100);
    expect(quoted).toMatch(/^"three men, .*\.\.\."$/);
    expect(measure(quoted)).toMatchObject({ segments: 2 });
    expect(quoteToFit((said) => `"${said}"`, `fire${'👍'.repeat(9_000)} run`)).toBe('"fire..."');
  });

  it('around words of emoji alone keeps some of them', () => {
    expect(quoteToFit((words) => `"${words}"`, '👍'.repeat(200), 1)).toMatch(/^"(?:👍)+\.\.\."$/u);
  });
});

describe('the comparable form of a text', () => {
  it('is the same for everything that the provider changes', () => {
    expect(comparableText('Sent from your Twilio trial account - Hi  “Zoë”\n there ')).toBe('Hi "Zoe" there');
    expect(comparableText(null)).toBe('');
  });

  it('keeps the words of a trial account where they stand inside a text', () => {
    const quoted = 'You wrote: Sent from your Twilio trial account - hello';
    expect(comparableText(quoted)).toBe(quoted);
  });
});
