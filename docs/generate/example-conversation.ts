import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const TRANSCRIPT = join(import.meta.dirname, '../../test/conversations/102-a-first-weekend.md');
const EXCERPT = /# README begins\n([\s\S]*?)# README ends/g;
const SPOKEN = /^(\w+) ([<>])(.*)$/;
const CONTINUED = /^\s+<(.*)$/;

/** Parts of a conversation that is played as a test, with the names in one column. */
export function exampleConversation(): string {
  const transcript = readFileSync(TRANSCRIPT, 'utf8');
  const lines = [...transcript.matchAll(EXCERPT)].flatMap(([, excerpt = '']) => excerpt.trimEnd().split('\n'));
  const width = Math.max(...lines.map((line) => SPOKEN.exec(line)?.[1]?.length ?? 0));
  return `\`\`\`text\n${lines.map((line) => inColumns(line, width)).join('\n')}\n\`\`\``;
}

function inColumns(line: string, width: number): string {
  const [, name, sign, words] = SPOKEN.exec(line) ?? [];
  if (name) return `${name.padStart(width)} ${sign}${words}`;
  const [, more] = CONTINUED.exec(line) ?? [];
  if (more === undefined) throw new Error(`neither said nor continued: ${line}`);
  return `${' '.repeat(width + 2)}${more}`;
}
