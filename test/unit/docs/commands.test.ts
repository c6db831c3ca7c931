import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readOptOut } from '#src/conversation/understanding/opt-out/opt-out-words.ts';
import { understand } from '#src/conversation/understanding/understand.ts';
import { readAskAnswer } from '#src/conversation/understanding/words/read-ask-answer.ts';
import { inlineCodeIn, PAGES, ROOT } from './pages.ts';

/** The first column of a page's first table has the texts. */
const ROW = /^\| (.+?) \| /gm;
const AN_EVENING = new Date('2026-11-27T16:00:00Z');

function textsIn(page: string): string[] {
  const rows = [...(PAGES.get(page) ?? '').matchAll(ROW)].map(([, cell = '']) => cell);
  return rows.slice(rows.indexOf('text') + 1).flatMap((cell) => inlineCodeIn(cell));
}

function read(body: string, isCoordinator: boolean): string {
  const optOut = readOptOut(body, 'sms');
  if (optOut) return optOut;
  const circumstances = { now: AN_EVENING, zone: 'Africa/Johannesburg', region: 'ZA', isCoordinator } as const;
  // an answer to an ask is read apart from the dialogue
  if (readAskAnswer(body)?.answer) return 'ANSWER';
  return understand({ body, attachments: [] }, { ...circumstances, expects: 'nothing' }).type;
}

describe('the words that the docs tell people to text', () => {
  it.each(textsIn('docs/volunteers.md'))('"%s" is understood from a volunteer', (text) => {
    expect(read(text, false)).not.toBe('UNCLEAR');
  });

  it.each(textsIn('docs/coordinators.md').filter((text) => !text.includes('…')))(
    '"%s" is understood from a coordinator',
    (text) => {
      expect(read(text, true)).not.toBe('UNCLEAR');
    },
  );

  it('are more than twenty', () => {
    expect(textsIn('docs/volunteers.md').length).toBeGreaterThan(20);
  });
});

describe('the texts that the docs quote', () => {
  const english = globSync('src/texts/en/*.ts', { cwd: ROOT }).map((file) => readFileSync(join(ROOT, file), 'utf8'));
  const quotes = inlineCodeIn(PAGES.get('docs/coordinators.md') ?? '').filter((code) => code.includes('…'));

  it.each(quotes)('"%s" is one of ours', (quote) => {
    const [words = ''] = quote.replace(/^… /, '').split(/[:"\d]/);
    expect(words.length).toBeGreaterThan(5);
    expect(english.some((source) => source.includes(words.trim()))).toBe(true);
  });

  it('are several', () => {
    expect(quotes.length).toBeGreaterThan(2);
  });
});
