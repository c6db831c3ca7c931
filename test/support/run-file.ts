import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clockOfChild } from './clock/clock-of-child.ts';
import { readStartCommand } from './start-command.ts';

const ROOT = join(import.meta.dirname, '../..');
/** Processes share compiled code here. A start then takes a quarter less time. */
const COMPILED = join(tmpdir(), 'watchline-compiled');

export interface Run {
  child: ChildProcess;
  /** Everything that it has printed so far. */
  output(): string;
  /** Resolves when it has ended, with its exit code or the signal. */
  ended: Promise<number | string>;
}

const START = readStartCommand();

/**
 * Runs one of our files, or of a copy at `root`, in a process of its own. The process sees neither the developer's `.env`
 * nor their settings. The service itself is started like `npm start` does.
 */
export function runFile(
  file: string,
  args: string[],
  folder: string,
  env: Record<string, string>,
  root: string = ROOT,
): Run {
  const { env: startEnv, nodeOptions } = file === START.file ? START : { env: {}, nodeOptions: [] };
  const child = spawn(process.execPath, [...nodeOptions, join(root, file), ...args], {
    cwd: folder,
    env: {
      ...{ PATH: process.env.PATH ?? '', HOME: folder, NODE_COMPILE_CACHE: COMPILED },
      ...{ ...clockOfChild(), ...startEnv, ...env },
    },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const ended = once(child, 'close').then(([code, signal]) => code ?? signal);
  return { child, output: () => output, ended };
}
