import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findFile } from '#src/chat/find-file.ts';
import { GIF } from '#test/support/files.ts';

describe('what /photo and /voice send', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'watchline-chat-'));
    writeFileSync(join(folder, 'gate.gif'), GIF);
    writeFileSync(join(folder, 'back gate.gif'), GIF);
    writeFileSync(join(folder, 'odd.jpg'), 'no picture');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each([
    ['photo', '', 'image/png', ''],
    ['photo', 'of the gate', 'image/png', 'of the gate'],
    ['voice', '', 'audio/wav', ''],
  ] as const)('/%s %s: one of ours', async (kind, typed, contentType, words) => {
    const sent = await findFile(kind, typed);
    expect(sent).toMatchObject({ contentType, words });
    expect(sent.content.length).toBeGreaterThan(100);
  });

  test.each([
    ['gate.gif', ''],
    ['gate.gif', 'at the back'],
  ])('%s %s: that file', async (name, words) => {
    expect(await findFile('photo', `${join(folder, name)} ${words}`)).toEqual({
      content: GIF,
      contentType: 'image/gif',
      words,
    });
  });

  test('a path with a space is written in quotes', async () => {
    expect(await findFile('photo', `"${join(folder, 'back gate.gif')}" look`)).toMatchObject({
      contentType: 'image/gif',
      words: 'look',
    });
  });

  test('a file that is not a picture is sent as one, as a phone might', async () => {
    expect(await findFile('photo', join(folder, 'odd.jpg'))).toMatchObject({ contentType: 'image/jpeg' });
  });

  test('a missing file is named', async () => {
    await expect(findFile('photo', 'gate.jpg')).rejects.toThrow('The file gate.jpg cannot be read.');
  });
});
