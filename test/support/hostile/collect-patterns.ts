import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAst } from 'vitest/node';

export interface Pattern {
  file: string;
  /** `src/chat/settings.ts /a+/g`, or `src/chat/settings.ts new RegExp` for one that is built. */
  name: string;
  regex: RegExp;
}

export interface BuildSite {
  file: string;
  code: string;
}

const root = join(import.meta.dirname, '../../..');

/** Every regular expression that a source file writes as a literal, and every place that builds one while it runs. */
export function collectPatterns(): { literals: Pattern[]; sites: BuildSite[] } {
  const literals: Pattern[] = [];
  const sites: BuildSite[] = [];
  for (const file of globSync('src/**/*.ts', { cwd: root })) {
    const text = readFileSync(join(root, file), 'utf8');
    for (const node of nodesOf(parseAst(text, { lang: 'ts' }))) {
      const literal = literalOf(node);
      if (literal) literals.push({ file, name: `${file} ${literal}`, regex: literal });
      if (buildsRegex(node)) sites.push({ file, code: text.slice(node.start, node.end) });
    }
  }
  return { literals, sites };
}

/** Loads a new copy of a source file and uses it. Returns the patterns that `new RegExp` made meanwhile. */
export async function patternsBuiltBy(file: string, use: (module: Module) => unknown): Promise<Pattern[]> {
  const built: Pattern[] = [];
  const original = globalThis.RegExp;
  const note = (regex: RegExp) => {
    // only patterns of the file itself and not of a library: the caller is the frame behind this function and the Proxy
    const [, , , caller] = new Error().stack?.split('\n') ?? [];
    if (caller?.includes(file)) built.push({ file, name: `${file} new RegExp`, regex });
    return regex;
  };
  globalThis.RegExp = new Proxy(original, {
    construct: (target, [pattern, flags]) => note(new target(pattern, flags)),
    apply: (target, _, [pattern, flags]) => note(new target(pattern, flags)),
  });
  try {
    await use(await import(/* @vite-ignore */ `${join(root, file)}?built`));
  } finally {
    globalThis.RegExp = original;
  }
  return built;
}

// biome-ignore lint/suspicious/noExplicitAny: what a file exports is not known here
export type Module = Record<string, any>;

interface Node {
  type: string;
  start: number;
  end: number;
  [key: string]: unknown;
}

function* nodesOf(value: unknown): Generator<Node> {
  if (value === null || typeof value !== 'object') return;
  if (isNode(value)) yield value;
  for (const child of Object.values(value)) yield* nodesOf(child);
}

function isNode(value: object): value is Node {
  return 'type' in value && typeof value.type === 'string' && 'start' in value;
}

function literalOf(node: Node): RegExp | undefined {
  if (node.type !== 'Literal' || !node.regex) return undefined;
  const { pattern, flags } = node.regex as { pattern: string; flags: string };
  return new RegExp(pattern, flags);
}

function buildsRegex({ type, callee }: Node): boolean {
  const isCall = type === 'NewExpression' || type === 'CallExpression';
  return isCall && (callee as Node).type === 'Identifier' && (callee as Node).name === 'RegExp';
}
