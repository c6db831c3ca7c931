import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../../..');
const EXPORTED = /^export (?:async )?(?:function|const|class|interface|type) (\w+)/gm;
const IMPORT = /^import (?:type )?\{([^}]*)\}/gm;

describe('the names in src/conversation', () => {
  const conversation = listFiles('src/conversation');

  it.each(['src/actions', 'src/roster'])('are not exported by %s, too', (folder) => {
    const others = new Set(listFiles(folder).flatMap(exportsOf));
    expect(others.size).toBeGreaterThan(50);
    expect(conversation.flatMap(exportsOf).filter((name) => others.has(name))).toEqual([]);
  });

  it('are imported as they are called', () => {
    const imports = conversation.flatMap((source) => [...source.matchAll(IMPORT)].map(([, names = '']) => names));
    expect(imports.length).toBeGreaterThan(100);
    expect(imports.filter((names) => /\bas\b/.test(names))).toEqual([]);
  });
});

function listFiles(folder: string): string[] {
  return globSync(`${folder}/**/*.ts`, { cwd: ROOT }).map((file) => readFileSync(join(ROOT, file), 'utf8'));
}

function exportsOf(source: string): string[] {
  return [...source.matchAll(EXPORTED)].map(([, name = '']) => name);
}
