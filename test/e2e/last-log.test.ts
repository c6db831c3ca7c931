import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const FILE = join(import.meta.dirname, '../support/end-with-full-log.ts');

function endWithLog(lines: number) {
  return spawn(process.execPath, [FILE, String(lines)], { stdio: ['ignore', 'pipe', 'ignore'] });
}

test('a process whose log nobody reads ends all the same', async () => {
  const child = endWithLog(3_000);
  const [, signal] = await once(child, 'exit');
  expect(signal).toBe('SIGKILL');
});

test('the last line of a process is written before it is killed', async () => {
  // few enough for the pipe, so that it does not matter how soon this busy machine reads them
  const child = endWithLog(100);
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  await once(child, 'close');
  expect(output.trimEnd().split('\n').at(-1)).toContain('"msg":"uncaught"');
});
