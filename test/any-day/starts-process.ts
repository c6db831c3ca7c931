import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
const IMPORT = /(?:from|import)\s*\(?\s*'([^']+)'/g;
/** A file that imports one of these starts processes or threads. */
const STARTERS = new Set(['node:child_process', 'node:worker_threads']);

/** Test files that start a child process or a thread, by themselves or through a helper in `test/`. Paths from the root. */
export function listTestsThatStartProcesses(): string[] {
  const files = readdirSync(join(ROOT, 'test'), { recursive: true, encoding: 'utf8' });
  const tests = files.filter((file) => file.endsWith('.test.ts')).map((file) => join(ROOT, 'test', file));
  const known = new Map<string, boolean>();
  return tests
    .filter((file) => startsProcess(file, known))
    .map((file) => relative(ROOT, file))
    .sort();
}

function startsProcess(file: string, known: Map<string, boolean>): boolean {
  const before = known.get(file);
  if (before !== undefined) return before;
  // files may import each other
  known.set(file, false);
  const imports = [...readFileSync(file, 'utf8').matchAll(IMPORT)].map((match) => match[1] ?? '');
  const starts = imports.some((name) => {
    if (STARTERS.has(name)) return true;
    const helper = helperAt(name, file);
    return helper !== undefined && startsProcess(helper, known);
  });
  known.set(file, starts);
  return starts;
}

function helperAt(name: string, from: string): string | undefined {
  if (!name.endsWith('.ts')) return undefined;
  if (name.startsWith('#test/')) return join(ROOT, 'test', name.slice('#test/'.length));
  return name.startsWith('.') ? join(dirname(from), name) : undefined;
}
