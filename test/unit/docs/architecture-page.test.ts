import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PAGES, ROOT } from './pages.ts';

const page = PAGES.get('docs/develop/architecture.md') ?? '';
/** `| 3 | 1 | \`src/…/file.ts\` | \`functionName\` | … |`: step, the step that calls it, file, function. */
const STEP = /^\| (\d+) \| ([^|]+) \| `([^`]+)` \| `([^`]+)` \|/gm;
/** `  roster/   …` under `src/`, in the tree of folders. */
const FOLDER = /^ {2}([\w.-]+\/?) {2,}\S/gm;

interface Step {
  step: number;
  /** Words instead of a number: nothing of ours calls it by name. */
  calledBy: string;
  file: string;
  name: string;
}

const steps: Step[] = [...page.matchAll(STEP)].map(([, step, calledBy = '', file = '', name = '']) => ({
  ...{ step: Number(step), calledBy, file, name },
}));
const begins = steps.flatMap(({ step }, index) => (step === 1 ? [index] : []));
const journeys = ['text', 'request', 'timer'].map((title, index) => ({
  title,
  steps: steps.slice(begins[index], begins[index + 1]),
}));

const sourceOf = ({ file }: Step) => readFileSync(join(ROOT, file), 'utf8');

describe.each(journeys)('the journey of one $title', (journey) => {
  it.each(journey.steps)('at step $step, $file defines $name', (step) => {
    const { name } = step;
    expect(sourceOf(step)).toMatch(
      new RegExp(`\\b(?:function|const) ${name}\\b|^ {2,}(?:async )?${name}(?::|\\()`, 'm'),
    );
  });

  it.each(journey.steps.filter(({ calledBy }) => /^\d+$/.test(calledBy)))(
    'step $step, $name, is called by step $calledBy',
    ({ calledBy, name }) => {
      const caller = journey.steps.find(({ step }) => step === Number(calledBy));
      expect(caller && sourceOf(caller)).toMatch(new RegExp(`\\b${name}\\b`));
    },
  );

  it('counts its steps without a gap', () => {
    expect(journey.steps.length).toBeGreaterThan(10);
    expect(journey.steps.map(({ step }) => step)).toEqual(journey.steps.map((_, index) => index + 1));
  });
});

describe('the page about the architecture', () => {
  it('shows what is in src, and nothing else', () => {
    const [, tree = ''] = page.split(/^src\/$/m);
    const shown = [...(tree.split('\ntest/')[0]?.matchAll(FOLDER) ?? [])].map(([, name = '']) => name.replace('/', ''));
    expect(shown.sort()).toEqual(
      globSync('src/*', { cwd: ROOT })
        .map((path) => path.replace('src/', ''))
        .sort(),
    );
  });
});
