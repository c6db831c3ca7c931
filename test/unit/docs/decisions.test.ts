import { describe, expect, it } from 'vitest';
import { PAGES } from './pages.ts';

const FILE = /^docs\/decisions\/(\d{4})-[a-z0-9-]+\.md$/;
const HEADINGS = ['Context', 'Decision', 'Cost to keep', 'What would change it'];

const decisions = [...PAGES].filter(([page]) => FILE.test(page)).sort();

describe('the decisions', () => {
  it('are numbered without a gap', () => {
    const numbers = decisions.map(([page]) => Number(FILE.exec(page)?.[1]));
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  });

  it.each(decisions)('%s says its number, status, context, choice, cost and end', (page, text) => {
    expect(text).toMatch(
      new RegExp(`^# ${Number(FILE.exec(page)?.[1])}\\. .+\\n\\nStatus: (?:in force|superseded by \\[)`),
    );
    expect([...text.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading)).toEqual(HEADINGS);
  });
});
