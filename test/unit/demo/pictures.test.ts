import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { drawScene } from '#src/demo/pictures/draw-scene.ts';
import { findMediaType } from '#src/messaging/media/media-types.ts';
import { encodePng } from '#src/platform/png.ts';

test('a picture keeps every pixel', () => {
  const rgb = Uint8Array.from([255, 0, 0, 0, 255, 0, 0, 0, 255, 1, 2, 3]);
  const png = encodePng({ width: 2, height: 2, rgb });
  const data = png.subarray(png.indexOf('IDAT') + 4, png.indexOf('IEND') - 8);
  expect([...inflateSync(data)]).toEqual([0, 255, 0, 0, 0, 255, 0, 0, 0, 0, 255, 1, 2, 3]);
  expect(png.readUInt32BE(16)).toBe(2);
});

test.each(['bakkie', 'fence', 'gate'] as const)('the picture "%s" is a file that we keep', async (name) => {
  const picture = drawScene(name);
  expect(await findMediaType(picture)).toBe('image/png');
  expect(picture.length).toBeLessThan(50_000);
});
