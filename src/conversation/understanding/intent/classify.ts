import { readFileSync } from 'node:fs';
import { BUCKETS, bucketOf, featuresOf, modelWords } from './features.ts';
import { INTENTS, type Intent } from './intents.ts';
import { type Model, readModel } from './model-file.ts';
import { toProbabilities } from './to-probabilities.ts';

/** Which share of the words must be known for a reading to be sure. */
const KNOWN_SHARE = 0.7;
/** Two unknown words, such as a name and a street, say little about a short text. */
const UNKNOWN_ALLOWED = 2;

export interface Classification {
  /** Of all intents, the likeliest first. The probabilities add up to 1. */
  ranking: readonly { intent: Intent; probability: number }[];
  /** Most of the words occur in no example, so no reading is sure. */
  isUnfamiliar: boolean;
  /** No word occurs in an example: it may be any language, or none. */
  isUnknown: boolean;
}

let shipped: Model | undefined;

/** The weights beside this file. They are read from disk at the first text. */
function shippedModel(): Model {
  shipped ??= readModel(readFileSync(new URL('./model.bin', import.meta.url)));
  return shipped;
}

/** What a text probably means, learnt from the examples in `corpus`. Deterministic, and takes linear time. */
export function classify(text: string, model: Model = shippedModel()): Classification {
  const words = modelWords(text);
  const { buckets, values } = featuresOf(words);
  const count = INTENTS.length;
  const scores = new Float64Array(count);
  for (let at = 0; at < buckets.length; at += 1) {
    const base = (buckets[at] as number) * count;
    const value = (values[at] as number) * model.scale;
    for (let of = 0; of < count; of += 1) {
      scores[of] = (scores[of] as number) + (model.weights[base + of] as number) * value;
    }
  }
  toProbabilities(scores);
  const ranking = INTENTS.map((intent, index) => ({ intent, probability: scores[index] as number }));
  ranking.sort((one, other) => other.probability - one.probability);
  return { ranking, ...familiarityOf(words, model) };
}

function familiarityOf(words: readonly string[], { knownWords }: Model) {
  const unknown = words.filter((word) => !isKnown(word, knownWords)).length;
  const isUnknown = unknown === words.length;
  const isUnfamiliar = isUnknown || (unknown > UNKNOWN_ALLOWED && unknown > words.length * (1 - KNOWN_SHARE));
  return { isUnknown, isUnfamiliar };
}

function isKnown(word: string, knownWords: Uint8Array): boolean {
  const bucket = bucketOf(word) % BUCKETS;
  return ((knownWords[bucket >> 3] ?? 0) & (1 << (bucket & 7))) !== 0;
}
