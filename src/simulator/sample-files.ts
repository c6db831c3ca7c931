import { encodePng } from '#src/platform/png.ts';

const SIDE = 64;
const RATE = 8_000;
const SECONDS = 0.5;
const PITCH = 440;

/** A PNG with a square that becomes lighter towards the lower right. */
export function samplePicture(): Buffer {
  const rgb = Uint8Array.from({ length: 3 * SIDE * SIDE }, (_, index) => {
    const pixel = Math.floor(index / 3);
    return 2 * ((pixel % SIDE) + Math.floor(pixel / SIDE));
  });
  return encodePng({ width: SIDE, height: SIDE, rgb });
}

/** A WAV with half a second of one tone, eight bits per sample. */
export function sampleSound(): Buffer {
  const samples = Buffer.from(
    Array.from({ length: RATE * SECONDS }, (_, index) =>
      Math.round(128 + 100 * Math.sin((2 * Math.PI * PITCH * index) / RATE)),
    ),
  );
  const header = Buffer.from(
    'RIFF\0\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\0\0\0\0\0\0\0\0\x01\0\x08\0data\0\0\0\0',
    'latin1',
  );
  header.writeUInt32LE(36 + samples.length, 4);
  header.writeUInt32LE(RATE, 24);
  header.writeUInt32LE(RATE, 28);
  header.writeUInt32LE(samples.length, 40);
  return Buffer.concat([header, samples]);
}
