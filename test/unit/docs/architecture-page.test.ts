import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PAGES, ROOT } from './pages.ts';

const page = PAGES.get('docs/develop/architecture.md') ?? '';
/** `| 3 | \`src/…/file.ts\` | \`functionName\` | … |` */
const STEP = /^\| (\d+) \| `([^`]+)` \| `([^`]+)` \|/gm;
/** `  roster/   …` under `src/`, in the tree of folders. */
const FOLDER = /^ {2}([\w.-]+\/?) {2,}\S/gm;

describe('the page about the architecture', () => {
  it.each([...page.matchAll(STEP)].map(([, step, file, name]) => ({ step, file, name })))(
    'step $step: $file defines $name',
    ({ file = '', name = '' }) => {
      const source = readFileSync(join(ROOT, file), 'utf8');
      expect(source).toMatch(new RegExp(`\\b(?:function|const) ${name}\\b|^ {2,}(?:async )?${name}(?::|\\()`, 'm'));
    },
  );

  it('follows one text and one request, without a gap', () => {
    const numbers = [...page.matchAll(STEP)].map(([, step]) => Number(step));
    const second = numbers.lastIndexOf(1);
    const counted = [...numbers.slice(0, second).keys(), ...numbers.slice(second).keys()].map((index) => index + 1);
    expect(second).toBeGreaterThan(10);
    expect(numbers).toEqual(counted);
  });

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
