import { globSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inlineCodeIn, PAGES, ROOT } from './pages.ts';

/** The numbers of all requirements of levels 1 and 2, of ASVS 5.0.0. Those of level 3 are left out. */
const REQUIREMENTS = `
  1.1.1-2 1.2.1-9 1.3.1-11 1.4.1-3 1.5.1-2
  2.1.1-3 2.2.1-3 2.3.1-4 2.4.1
  3.2.1-2 3.3.1-4 3.4.1-6 3.5.1-5 3.7.1-2
  4.1.1-3 4.2.1 4.3.1-2 4.4.1-4
  5.1.1 5.2.1-3 5.3.1-2 5.4.1-3
  6.1.1-3 6.2.1-12 6.3.1-4 6.4.1-4 6.5.1-5 6.6.1-3 6.8.1-4
  7.1.1-3 7.2.1-4 7.3.1-2 7.4.1-5 7.5.1-2 7.6.1-2
  8.1.1-2 8.2.1-3 8.3.1 8.4.1
  9.1.1-3 9.2.1-4
  10.1.1-2 10.2.1-2 10.3.1-4 10.4.1-11 10.5.1-5 10.6.1-2 10.7.1-3
  11.1.1-2 11.2.1-3 11.3.1-3 11.4.1-4 11.5.1 11.6.1
  12.1.1-3 12.2.1-2 12.3.1-4
  13.1.1 13.2.1-5 13.3.1-2 13.4.1-5
  14.1.1-2 14.2.1-4 14.3.1-3
  15.1.1-3 15.2.1-3 15.3.1-7
  16.1.1 16.2.1-5 16.3.1-4 16.4.1-3 16.5.1-3
  17.1.1 17.2.1-4 17.3.1-2
`;

const ANSWERS = ['yes', 'partly', 'no', 'n/a'];
const ROW = /^\| (V[\d.]+) \| ([^|]+) \| ([^|]+) \| (.+) \|$/gm;
/** `| yes | it holds … | 117 |` */
const COUNT = /^\| ([\w/]+) \| [^|]* ?\| (\d+) \|$/gm;
/** Has a folder or an extension, and is not the path of a URL. */
const FILE = /^(?:[\w.-]+\/)+[\w.*-]+$|^[\w-]+\.(?:json|md|ts)$|^Dockerfile$/;
const LINK = /\]\([^)]+\)/;

const page = PAGES.get('docs/develop/asvs.md') ?? '';
const rows = [...page.matchAll(ROW)].map(([, number = '', topic = '', answer = '', how = '']) => {
  return { number, topic, answer, how, files: inlineCodeIn(how).filter((code) => FILE.test(code)) };
});

/** `1.2.1-9` and `7.1.1,3`, as single numbers. */
function numbersOf(part: string): string[] {
  const [, section = '', list = ''] = /^(\d+\.\d+)\.([\d,-]+)$/.exec(part) ?? [];
  return list.split(',').flatMap((range) => {
    const [first = 0, last = first] = range.split('-').map(Number);
    return Array.from({ length: last - first + 1 }, (_, index) => `V${section}.${first + index}`);
  });
}

describe('the page about the ASVS', () => {
  it('answers each requirement of levels 1 and 2 once, in order', () => {
    const numbers = REQUIREMENTS.trim().split(/\s+/).flatMap(numbersOf);
    expect(numbers).toHaveLength(253);
    expect(rows.map(({ number }) => number)).toEqual(numbers);
  });

  it('answers in one of four words', () => {
    expect(rows.filter(({ answer }) => !ANSWERS.includes(answer))).toEqual([]);
  });

  it('counts its answers', () => {
    const counted = [...page.matchAll(COUNT)].map(([, answer, count]) => [answer, Number(count)]);
    const answers = ANSWERS.map((word) => [word, rows.filter(({ answer }) => answer === word).length]);
    expect(counted).toEqual([...answers, ['all', rows.length]]);
  });

  it('names a file or a table with each yes', () => {
    const bare = rows.filter(({ answer, how, files }) => answer === 'yes' && files.length === 0 && !LINK.test(how));
    expect(bare).toEqual([]);
  });

  it('names only files that exist', () => {
    const missing = rows.flatMap(({ files }) => files).filter((file) => globSync(file, { cwd: ROOT }).length === 0);
    expect(missing).toEqual([]);
  });
});
