import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { hashOf } from './features.ts';

export function isKnownWord(word: string, { knownWords }: Model): boolean {
  const bit = hashOf(word) % KNOWN_WORD_BITS;
  return ((knownWords[bit >> 3] ?? 0) & (1 << (bit & 7))) !== 0;
}

/** The weights as they are shipped: a header line, the words that the examples have, then one byte for each weight. */
export interface Model {
  /** What it tells apart. */
  meanings: readonly string[];
  /** Features are counted in so many buckets, a power of two. */
  buckets: number;
  /** SHA-256 of the examples that it was trained on, in hex. */
  examples: string;
  /** What a weight of 1 stands for. */
  scale: number;
  /** Bits, found by the hash of a word: whether an example has it. One of thirty unknown words seems known. */
  knownWords: Uint8Array;
  /** Bucket by bucket, one weight per meaning. */
  weights: Int8Array;
}

interface Header {
  examples: string;
  scale: number;
  buckets: number;
  meanings: readonly string[];
}

const KNOWN_WORD_BITS = 2 ** 20;

/** More steps make the file larger, and read no text better. */
const HIGHEST = 31;

/** Rounds the weights to one byte each. The readings stay the same, and the file is a quarter of the size. */
export function packModel(
  weights: Float32Array,
  { words, ...about }: Pick<Model, 'meanings' | 'buckets' | 'examples'> & { words: Iterable<string> },
): Model {
  let highest = 0;
  for (const weight of weights) highest = Math.max(highest, Math.abs(weight));
  const scale = highest / HIGHEST || 1;
  const knownWords = new Uint8Array(KNOWN_WORD_BITS / 8);
  for (const word of words) {
    const bit = hashOf(word) % KNOWN_WORD_BITS;
    knownWords[bit >> 3] = (knownWords[bit >> 3] ?? 0) | (1 << (bit & 7));
  }
  return {
    ...about,
    scale,
    knownWords,
    weights: Int8Array.from(weights, (weight) => Math.round(weight / scale)),
  };
}

export function writeModel({ knownWords, weights, ...header }: Model): Buffer {
  const bytes = Buffer.concat([
    Buffer.from(`${JSON.stringify(header satisfies Header)}\n`),
    knownWords,
    new Uint8Array(weights.buffer, weights.byteOffset, weights.byteLength),
  ]);
  return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_LGWIN]: 22 } });
}

/** A model is rarely larger than its file so many times over. So it is unpacked in one piece: pieces would be copied once more. */
const MOST_COMPRESSED = 6;

export function readModel(file: Uint8Array): Model {
  const bytes = brotliDecompressSync(file, { chunkSize: file.length * MOST_COMPRESSED });
  const end = bytes.indexOf(10);
  const header = JSON.parse(bytes.toString('utf8', 0, end)) as Header;
  const known = end + 1 + KNOWN_WORD_BITS / 8;
  return {
    ...header,
    // both are windows on the same bytes: a copy would take as much memory again
    knownWords: bytes.subarray(end + 1, known),
    weights: new Int8Array(bytes.buffer, bytes.byteOffset + known, bytes.length - known),
  };
}
