import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paginate } from '#src/conversation/effects/cases/paginate.ts';
import { fits } from '#src/messaging/segments/fit-for-sms.ts';

const build = (words: string, page: number, isLast: boolean) =>
  `Case 142, more: ${words}${isLast ? '' : `... SHOW 142 ${page + 1} for more.`}`;
const words = fc.string({
  unit: fc.constantFrom('a', 'b', 'é', '€', '{', '\n', ' ', 'ç', '’', '👋', '👩‍👧', 'я', 'e\u0301', 'gate '),
  maxLength: 1_500,
});

function allPages(text: string): string[] {
  const pages: string[] = [];
  for (let page = 1; ; page += 1) {
    const found = paginate(text, page, build);
    if ('pages' in found) {
      expect(found.pages).toBe(pages.length);
      return pages;
    }
    pages.push(found.text);
  }
}

describe('pages', () => {
  it('fit into two segments each, and together have every word', () => {
    fc.assert(
      fc.property(words, (text) => {
        const pages = allPages(text);
        expect(pages.filter((page) => !fits(page))).toEqual([]);
        const shown = pages.map((page) =>
          page.slice('Case 142, more: '.length).replace(/\.\.\. SHOW 142 \d+ for more\.$/, ''),
        );
        const withoutSpaces = (given: string) => given.replace(/\s+/g, '');
        expect(withoutSpaces(shown.join(''))).toBe(withoutSpaces(text));
      }),
    );
  });

  it.each([
    ['plain letters', 'a'.repeat(600), 'a', 306],
    ['letters that need UCS-2', 'я'.repeat(400), 'я', 134],
    ['letters that are sent as plain ones', 'ë'.repeat(600), 'ë', 306],
  ])('are full: %s', (_what, text, letter, most) => {
    const frame = build('', 1, false).length;
    expect(allPages(text)[0]?.split(letter).length).toBeGreaterThanOrEqual(most - frame);
  });

  it('stay as they are when words are added, but for the last one', () => {
    fc.assert(
      fc.property(words, words, (text, more) => {
        const before = allPages(text).slice(0, -1);
        expect(allPages(`${text} / ${more}`).slice(0, before.length)).toEqual(before);
      }),
    );
  });

  it.each([
    ['plain', 'three men in dark clothes, '],
    ['without a space', 'x'],
    ['with emoji', 'they shoot 👋👩‍👧, '],
    ['in another script', 'помогите нам, '],
  ])('of 200 additions of 4,096 characters are found within 100 ms, the last one too: %s', (_what, phrase) => {
    const long = phrase.repeat(Math.ceil((200 * 4_096) / phrase.length));
    const times = [1, 2, 3, 4, 5].map(() => {
      const begun = process.threadCpuUsage();
      expect(paginate(long, 9_999, build)).toMatchObject({ pages: expect.any(Number) });
      const { user, system } = process.threadCpuUsage(begun);
      return (user + system) / 1_000;
    });
    expect(Math.min(...times)).toBeLessThan(100);
  });
});
