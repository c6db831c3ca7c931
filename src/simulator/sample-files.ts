import { crc32, deflateSync } from 'node:zlib';

const SIDE = 64;
const RATE = 8_000;
const SECONDS = 0.5;
const PITCH = 440;

/** A PNG with a square that becomes lighter towards the lower right. */
export function samplePicture(): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(SIDE, 0);
  header.writeUInt32BE(SIDE, 4);
  // eight bits per pixel, grey
  header.writeUInt8(8, 8);
  // the first byte of each row says that the row is not filtered
  const rows = Array.from({ length: SIDE }, (_, y) => [0, ...Array.from({ length: SIDE }, (_, x) => 2 * (x + y))]);
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  const data = deflateSync(Buffer.from(rows.flat()));
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  return Buffer.concat([uint32(data.length), body, uint32(crc32(body))]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
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
