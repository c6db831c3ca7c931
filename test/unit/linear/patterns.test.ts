import { describe, expect, it } from 'vitest';
import { collectPatterns, type Module, type Pattern, patternsBuiltBy } from '#test/support/hostile/collect-patterns.ts';
import { hostileTexts } from '#test/support/hostile/hostile-texts.ts';
import { textsAgainst } from '#test/support/hostile/texts-against.ts';
import { findTooSlow } from '#test/support/hostile/time-of.ts';

/** Files that build patterns in a function: what has to be called for them. Those built while a file loads need no entry. */
const BUILT_BY_CALLS: Record<string, (module: Module) => unknown> = {
  'src/privacy/erasure/words/name-patterns.ts': ({
    wordsPattern,
    framesPattern,
    besideNumberPattern,
    introductionPattern,
  }) => {
    const names = ['Zoë van der Merwe', 'Abc'];
    for (const build of [wordsPattern, framesPattern, introductionPattern]) build(names);
    besideNumberPattern(names, '\u0000');
  },
  'src/http/framework/values/sms-texts.ts': ({ lineForSms, textForSms }) => {
    lineForSms(30);
    textForSms(22);
  },
  'src/privacy/erasure/words/replace-numbers.ts': ({ soughtNumber }) => soughtNumber('FNB'),
};

/** Patterns that may take longer, by name, and why. A pattern that reads what somebody typed has no place here. */
const MAY_BE_SLOW: Record<string, string> = {};

const { literals, sites } = collectPatterns();
const buildingFiles = [...new Set(sites.map(({ file }) => file))];
const built = (await inTurn(buildingFiles, (file) => patternsBuiltBy(file, BUILT_BY_CALLS[file] ?? (() => {})))).flat();
const patterns = [...literals, ...built];

describe('every regular expression of the service', () => {
  it('is collected: literals, and each place that builds one', () => {
    expect(literals.length).toBeGreaterThan(200);
    for (const file of buildingFiles) {
      const places = sites.filter((site) => site.file === file).length;
      const made = built.filter((pattern) => pattern.file === file).length;
      expect(
        made,
        `${file} builds patterns: add a call to BUILT_BY_CALLS that makes all of them`,
      ).toBeGreaterThanOrEqual(places);
    }
    expect(Object.keys(BUILT_BY_CALLS).filter((file) => !buildingFiles.includes(file))).toEqual([]);
  });

  it('reads 4,000 characters in five milliseconds, and four times as many in four times as long', () => {
    const slow = patterns.filter(({ name }) => !(name in MAY_BE_SLOW)).flatMap((pattern) => tooSlow(pattern) ?? []);
    expect(slow).toEqual([]);
  }, 120_000);

  it('is excused only as long as it exists and is slow', () => {
    const stale = Object.keys(MAY_BE_SLOW).filter(
      (name) => !patterns.some((pattern) => pattern.name === name && tooSlow(pattern)),
    );
    expect(stale).toEqual([]);
  });
});

describe('the search for slow patterns', () => {
  it.each([
    /[\s\p{P}]+$/gu,
    /\([^)]*\)/g,
    /^([\s\S]+?)[\s,;]+(none|nobody)$/i,
    /^[\s?]*\?[\s?]*$/,
    /(?<![\p{L}\p{N}])[+(]*(?:(?:\+|00)?[\s(]*27[\s(]*)?(?:0[\s(]*)?8[\s(]*2(?![\p{L}\p{N}])/giu,
    /^(?:kraal|(?:kraal)+)+!$/,
    /Zebra\d*(?:xyz\d*)*\d*#/,
    // whatever the first character is, the run behind it is looked through again
    /q[^w]*w/,
  ])('finds %s', (regex) => {
    expect(tooSlow({ file: '', name: '', regex })).toBeDefined();
  });

  it.each([/(?<![\s\p{P}])[\s\p{P}]+$/gu, /\([^()]*\)/g, /^(?:a|b)+$/, /\d{1,9}x/])('lets %s pass', (regex) => {
    expect(tooSlow({ file: '', name: '', regex })).toBeUndefined();
  });
});

function tooSlow({ name, regex }: Pattern): string | undefined {
  const textsOf = (length: number) => [...hostileTexts(length), ...textsAgainst(regex, length)];
  const read = (text: string) => (regex.global ? text.replace(regex, '') : regex.exec(text));
  const slow = findTooSlow({ textsOf, read });
  return slow && `${name}: ${slow.ms.toFixed(1)} ms for ${slow.length} characters like ${JSON.stringify(slow.text)}`;
}

async function inTurn<T, R>(items: T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const item of items) results.push(await work(item));
  return results;
}
