import { createInterface } from 'node:readline/promises';
import { UsageError } from './run-command.ts';

/** Asks at the terminal. Without a terminal, the command needs `--yes`. */
export async function askYes(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) throw new UsageError(`${question} There is no terminal to ask at. Use --yes.`);
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^y(es)?$/i.test((await terminal.question(`${question} [y/N] `)).trim());
  } finally {
    terminal.close();
  }
}
