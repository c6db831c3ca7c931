import { describe, expect, it } from 'vitest';
import { fileKindOf, isKeptFile } from '#src/messaging/media/file-kinds.ts';
import type { MediaOutcome, MediaSource } from '#src/messaging/media/media-source.ts';
import { readTextFiles } from '#src/messaging/media/read-text-files.ts';

const url = 'https://api.twilio.com/Media/ME0';
const text = { kind: 'photo', url, contentType: 'text/plain; charset=utf-8' } as const;
const card = { kind: 'photo', url, contentType: 'text/x-vcard' } as const;
const photo = { kind: 'photo', url, contentType: 'image/jpeg' } as const;
const ABSENT = { outcome: 'absent', code: 'HTTP 404', reason: 'not found' } as const;

/** Gives these outcomes, one after the other. */
function sourceOf(...outcomes: (MediaOutcome | string)[]): MediaSource {
  return {
    fetch: async () => {
      const next = outcomes.shift();
      if (next === undefined) throw new Error('fetched once too often');
      return typeof next === 'string' ? { outcome: 'fetched', content: Buffer.from(next) } : next;
    },
  };
}

const read = (source: MediaSource, body: string, attachments: Parameters<typeof readTextFiles>[1]['attachments']) =>
  readTextFiles(source, { body, attachments }, async () => {});

describe('words that came as a file', () => {
  it('become words of the text, and the other files stay', async () => {
    const message = await read(sourceOf('two men\u0000 at the gate\r\n'), 'report 2', [photo, text]);
    expect(message).toEqual({ body: 'report 2\ntwo men at the gate', attachments: [photo], readFiles: [text] });
  });

  it('are those of a contact card', async () => {
    const message = await read(sourceOf('FN:Sipho\nTEL:0832001001'), '', [card]);
    expect(message).toEqual({ body: 'Sipho 0832001001', attachments: [], readFiles: [card] });
  });

  it('are fetched again if the provider does not have them yet', async () => {
    expect(await read(sourceOf(ABSENT, ABSENT, 'help'), '', [text])).toEqual({
      body: 'help',
      attachments: [],
      readFiles: [text],
    });
  });

  it('stay a file if they cannot be fetched', async () => {
    for (const source of [sourceOf(ABSENT, ABSENT, ABSENT), sourceOf({ ...ABSENT, outcome: 'failed' }), sourceOf('')])
      expect(await read(source, 'hi', [text])).toEqual({ body: 'hi', attachments: [text] });
  });

  it('are not looked for among pictures and places', async () => {
    const place = { kind: 'place', latitude: 1, longitude: 2 } as const;
    expect(await read(sourceOf(), 'hi', [photo, place])).toEqual({ body: 'hi', attachments: [photo, place] });
  });

  it('are cut at the length of the longest text', async () => {
    expect((await read(sourceOf('😀'.repeat(5000)), '', [text])).body).toBe('😀'.repeat(1600));
  });
});

it.each([
  ['image/jpeg', 'photo', true],
  ['', 'photo', true],
  ['application/octet-stream', 'photo', true],
  ['video/mp4', 'video', true],
  ['application/pdf', 'pdf', false],
  ['text/vcard', 'contact', false],
  ['text/plain', 'text', false],
  ['application/vnd.ms-excel', 'file', false],
])('a file of the type "%s" is called %s; kept: %s', (contentType, kind, isKept) => {
  const attachment = { kind: 'photo', url, contentType } as const;
  expect(fileKindOf(attachment)).toBe(kind);
  expect(isKeptFile(attachment)).toBe(isKept);
});
