import { createInterface } from 'node:readline/promises';
import { UsageError } from './run-command.ts';

/** Asks whoever sits at the terminal. Where nobody does, `--yes` must have said it. */
export async function askYes(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) throw new UsageError(`${question} Nobody can be asked here: --yes says so.`);
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^y(es)?$/i.test((await terminal.question(`${question} [y/N] `)).trim());
  } finally {
    terminal.close();
  }
}
