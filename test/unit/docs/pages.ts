import { globSync, readFileSync } from 'node:fs';
import { join, normalize } from 'node:path';

export const ROOT = join(import.meta.dirname, '../../..');

/** Every page that a reader may open, by its path from the root of the repository. */
export const PAGES: ReadonlyMap<string, string> = new Map(
  ['*.md', 'docs/**/*.md', 'test/**/README.md']
    .flatMap((pattern) => globSync(pattern, { cwd: ROOT }))
    .map((page) => [normalize(page), readFileSync(join(ROOT, page), 'utf8')]),
);

/** The page without its code blocks, which may hold anything. */
export function withoutCodeBlocks(text: string): string {
  return text.replace(/^( *)```[^\n]*\n[\s\S]*?^\1```$/gm, '');
}

/** `\`like this\``: paths, commands, settings. */
export function inlineCodeIn(text: string): string[] {
  return [...withoutCodeBlocks(text).matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);
}
