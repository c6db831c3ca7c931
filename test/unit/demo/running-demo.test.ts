import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { findDemo, noteDemo } from '#src/demo/running-demo.ts';

/** No service can listen there, so no demo of the developer is on it. */
const PORT = 65_536 + process.pid;
const file = join(tmpdir(), `watchline-demo-${userInfo().uid}-${PORT}.json`);

afterEach(() => rmSync(file, { force: true }));

test('a demo is found by its port until it ends', () => {
  expect(findDemo(PORT)).toBeUndefined();
  const takeBack = noteDemo(PORT, { SENDER: 'mock' });
  expect(findDemo(PORT)).toEqual({ SENDER: 'mock' });
  expect(findDemo(PORT + 1)).toBeUndefined();
  takeBack();
  expect(findDemo(PORT)).toBeUndefined();
});

test('a demo that was killed is not found, and the next one takes its place', () => {
  noteDemo(PORT, { SENDER: 'mock' });
  const noted = JSON.parse(readFileSync(file, 'utf8'));
  // no process has such an id
  writeFileSync(file, JSON.stringify({ ...noted, pid: 2 ** 30 }));
  expect(findDemo(PORT)).toBeUndefined();
  noteDemo(PORT, { SENDER: 'mock', PORT: '3001' });
  expect(findDemo(PORT)).toEqual({ SENDER: 'mock', PORT: '3001' });
});

test('a file that is not ours to read is no demo', () => {
  writeFileSync(file, 'not JSON');
  expect(findDemo(PORT)).toBeUndefined();
});
