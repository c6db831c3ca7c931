import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { BUCKETS, bucketOf } from './features.ts';
import { INTENTS } from './intents.ts';

/** The weights as they are shipped: a header line, the words that the examples have, then one byte for each weight. */
export interface Model {
  /** SHA-256 of the examples that it was trained on, in hex. */
  examples: string;
  /** What a weight of 1 stands for. */
  scale: number;
  /** One bit per bucket: whether an example has a word of this bucket. */
  knownWords: Uint8Array;
  /** Bucket by bucket, one weight per intent. */
  weights: Int8Array;
}

interface Header {
  examples: string;
  scale: number;
  buckets: number;
  intents: readonly string[];
}

/** More steps make the file larger, and read no text better. */
const HIGHEST = 31;
const KNOWN_BYTES = BUCKETS / 8;

/** Rounds the weights to one byte each. The readings stay the same, and the file is a quarter of the size. */
export function packModel(
  weights: Float32Array,
  { examples, words }: { examples: string; words: Iterable<string> },
): Model {
  let highest = 0;
  for (const weight of weights) highest = Math.max(highest, Math.abs(weight));
  const scale = highest / HIGHEST || 1;
  const knownWords = new Uint8Array(KNOWN_BYTES);
  for (const word of words) {
    const bucket = bucketOf(word);
    knownWords[bucket >> 3] = (knownWords[bucket >> 3] ?? 0) | (1 << (bucket & 7));
  }
  return { examples, scale, knownWords, weights: Int8Array.from(weights, (weight) => Math.round(weight / scale)) };
}

export function writeModel({ examples, scale, knownWords, weights }: Model): Buffer {
  const header: Header = { examples, scale, buckets: BUCKETS, intents: INTENTS };
  const bytes = Buffer.concat([
    Buffer.from(`${JSON.stringify(header)}\n`),
    knownWords,
    new Uint8Array(weights.buffer, weights.byteOffset, weights.byteLength),
  ]);
  return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_LGWIN]: 22 } });
}

/** Throws if the file belongs to other intents or other features. */
export function readModel(file: Uint8Array): Model {
  const bytes = brotliDecompressSync(file);
  const end = bytes.indexOf(10);
  const header = JSON.parse(bytes.toString('utf8', 0, end)) as Header;
  if (header.buckets !== BUCKETS || header.intents.join() !== INTENTS.join()) {
    throw new Error('the weights are of other intents: run npm run understand -- --train');
  }
  const knownWords = new Uint8Array(bytes.subarray(end + 1, end + 1 + KNOWN_BYTES));
  const weights = new Int8Array(bytes.subarray(end + 1 + KNOWN_BYTES));
  return { examples: header.examples, scale: header.scale, knownWords, weights };
}
