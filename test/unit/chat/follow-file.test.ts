import { appendFileSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { followFile } from '#src/chat/follow-file.ts';

describe('following a file', () => {
  let folder: string;
  let file: string;
  let lines: string[];
  let stop: AbortController;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'watchline-follow-'));
    file = join(folder, 'lines.log');
    lines = [];
    stop = new AbortController();
  });
  afterEach(() => {
    stop.abort();
    rmSync(folder, { recursive: true, force: true });
  });
  const follow = () => followFile(file, (line) => lines.push(line), stop.signal);
  const sees = (expected: string[]) => expect.poll(() => lines, { timeout: 5_000, interval: 20 }).toEqual(expected);

  test('reports new lines only', async () => {
    writeFileSync(file, 'old\n');
    await follow();
    appendFileSync(file, 'new\nnewer\n');
    await sees(['new', 'newer']);
  });

  test('waits for a file that does not exist yet', async () => {
    await follow();
    writeFileSync(file, 'first\n');
    await sees(['first']);
  });

  test('waits for the end of a line, even in the middle of a character', async () => {
    await follow();
    const bytes = Buffer.from('Zoë\n');
    appendFileSync(file, Buffer.concat([Buffer.from('whole\n'), bytes.subarray(0, 3)]));
    await sees(['whole']);
    appendFileSync(file, bytes.subarray(3));
    await sees(['whole', 'Zoë']);
  });

  test('begins again when the file is emptied or replaced', async () => {
    writeFileSync(file, 'a long line from before\n');
    await follow();
    writeFileSync(file, 'emptied\n');
    await sees(['emptied']);
    renameSync(file, `${file}.1`);
    writeFileSync(file, 'replaced by a longer one\n');
    await sees(['emptied', 'replaced by a longer one']);
  });
});
