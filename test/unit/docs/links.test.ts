import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PAGES, ROOT, withoutCodeBlocks } from './pages.ts';

const LINK = /\[[^\]]*\]\(([^)\s]+)\)/g;

describe('the links of the docs', () => {
  it.each([...PAGES.keys()])('%s leads only to pages and headings that exist', (page) => {
    expect(linksOf(page).filter((link) => !leadsSomewhere(link))).toEqual([]);
  });

  it('lead from README to every page', () => {
    const reached = new Set(['README.md']);
    // a set that grows while it is read is read to its end
    for (const page of reached) for (const { target } of linksOf(page)) if (PAGES.has(target)) reached.add(target);
    expect([...PAGES.keys()].filter((page) => !reached.has(page))).toEqual([]);
  });

  it('name headings as GitHub does', () => {
    const headings = anchorsIn(
      '# A `code` heading, and more\n## What is stored?\n## What is stored?\n```\n# no heading\n```',
    );
    expect(headings).toEqual(['a-code-heading-and-more', 'what-is-stored', 'what-is-stored-1']);
  });
});

interface Link {
  written: string;
  target: string;
  anchor: string | undefined;
}

/** All but those that leave the repository. */
function linksOf(page: string): Link[] {
  const text = withoutCodeBlocks(PAGES.get(page) ?? '');
  return [...text.matchAll(LINK)]
    .map(([, written = '']) => written)
    .filter((written) => !/^[a-z]+:/.test(written))
    .map((written) => {
      const [path = '', anchor] = written.split('#');
      return { written, target: path === '' ? page : normalize(join(dirname(page), path)), anchor };
    });
}

function leadsSomewhere({ target, anchor }: Link): boolean {
  if (anchor === undefined) return existsSync(join(ROOT, target));
  return anchorsIn(PAGES.get(target) ?? '').includes(anchor);
}

function anchorsIn(text: string): string[] {
  const seen = new Map<string, number>();
  return [...withoutCodeBlocks(text).matchAll(/^#{1,6} +(.+)$/gm)].map(([, heading = '']) => {
    const words = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
    const anchor = words.replace(/[^\p{L}\p{N}\s_-]/gu, '').replaceAll(' ', '-');
    const times = seen.get(anchor) ?? 0;
    seen.set(anchor, times + 1);
    return times === 0 ? anchor : `${anchor}-${times}`;
  });
}
