import { expect, it } from 'vitest';
import { extensionOf, findMediaType } from '#src/messaging/media/media-types.ts';
import { AMR, GIF, JPEG, MP3, mp4Of, OPUS, PNG, WAV, WEBP } from '#test/support/files.ts';

it.each<[type: string, extension: string, content: Buffer]>([
  ['image/jpeg', 'jpg', JPEG],
  ['image/png', 'png', PNG],
  ['image/gif', 'gif', GIF],
  ['image/webp', 'webp', WEBP],
  ['image/heic', 'heic', mp4Of('heic')],
  ['image/heif', 'heif', mp4Of('mif1')],
  ['audio/amr', 'amr', AMR],
  ['audio/ogg; codecs=opus', 'ogg', OPUS],
  ['audio/mpeg', 'mp3', MP3],
  ['audio/wav', 'wav', WAV],
  ['audio/mp4', 'm4a', mp4Of('M4A ')],
  ['video/mp4', 'mp4', mp4Of('isom')],
  ['video/3gpp', '3gp', mp4Of('3gp4')],
])('%s is kept, as .%s', async (type, extension, content) => {
  expect(await findMediaType(content)).toBe(type);
  expect(extensionOf(type)).toBe(extension);
});

it.each([
  '',
  'hello',
  '<html><script>alert(1)</script>',
  '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
  '%PDF-1.7\n',
  'MZ\x90\0',
  'PK\x03\x04\x14\0\0\0',
  '\x89PNG',
  'RIFF',
  '\xff\xd8',
  'BEGIN:VCARD\r\n',
])('%j is not kept', async (beginning) => {
  expect(await findMediaType(Buffer.from(beginning, 'latin1'))).toBeUndefined();
});

it('audio after a large cover picture is audio', async () => {
  const head = Buffer.from('ID3\x04\0\0\0\x08\0\0', 'latin1');
  expect(await findMediaType(Buffer.concat([head, Buffer.alloc(2 ** 17)]))).toBe('audio/mpeg');
});

it('one wrong byte at the beginning makes it another type, or none', async () => {
  for (let index = 0; index < 3; index += 1) {
    const content = Buffer.from(JPEG);
    content.writeUInt8(content.readUInt8(index) ^ 1, index);
    expect(await findMediaType(content)).not.toBe('image/jpeg');
  }
});
