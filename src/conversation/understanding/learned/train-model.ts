import { type Features, featuresOf, hashOf, modelWords } from './features.ts';
import { toProbabilities } from './to-probabilities.ts';

export interface Example {
  text: string;
  meaning: string;
  /** Only one in so many rounds learns from it. Which one follows from the text. Undefined: each round. */
  every?: number;
}

/** What to tell apart, and in how many buckets. */
export interface Task {
  meanings: readonly string[];
  buckets: number;
}

const ROUNDS = 12;
const RATE = 0.3;
/** Keeps weights small, so that no single word decides. */
const DECAY = 1e-5;
const SEED = 20_261_128;

/**
 * Multinomial logistic regression by stochastic gradient descent (Adagrad). Returns the weights, bucket by bucket, one per
 * meaning. The same examples in the same order give the same weights.
 */
export function trainModel(examples: readonly Example[], { meanings, buckets: count }: Task): Float32Array {
  const classes = meanings.length;
  const weights = new Float32Array(count * classes);
  const squares = new Float32Array(count * classes);
  const items = examples.map(({ text, meaning, every = 1 }) => ({
    ...inBuckets(featuresOf(modelWords(text)), count),
    right: meanings.indexOf(meaning),
    every,
    turn: hashOf(text) % every,
  }));
  const order = items.map((_, index) => index);
  const random = randomNumbers(SEED);
  const scores = new Float64Array(classes);
  for (let round = 0; round < ROUNDS; round += 1) {
    shuffle(order, random);
    for (const index of order) {
      const item = items[index];
      if (!item || round % item.every !== item.turn) continue;
      const { buckets, values, right } = item;
      scores.fill(0);
      for (let at = 0; at < buckets.length; at += 1) {
        const base = (buckets[at] as number) * classes;
        const value = values[at] as number;
        for (let c = 0; c < classes; c += 1) scores[c] = (scores[c] as number) + (weights[base + c] as number) * value;
      }
      toProbabilities(scores);
      scores[right] = (scores[right] as number) - 1;
      for (let at = 0; at < buckets.length; at += 1) {
        const base = (buckets[at] as number) * classes;
        const value = values[at] as number;
        for (let c = 0; c < classes; c += 1) {
          const slope = (scores[c] as number) * value + DECAY * (weights[base + c] as number);
          const square = (squares[base + c] as number) + slope * slope;
          squares[base + c] = square;
          weights[base + c] = (weights[base + c] as number) - (RATE * slope) / (Math.sqrt(square) + 1e-6);
        }
      }
    }
  }
  return weights;
}

/** Each bucket once: hashes that share one are learnt together. */
function inBuckets({ hashes, values }: Features, buckets: number) {
  const found = new Map<number, number>();
  for (const [index, hash] of hashes.entries()) {
    const bucket = hash & (buckets - 1);
    found.set(bucket, (found.get(bucket) ?? 0) + (values[index] as number));
  }
  return { buckets: Uint32Array.from(found.keys()), values: Float32Array.from(found.values()) };
}

function shuffle(order: number[], random: () => number): void {
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [order[at], order[other]] = [order[other] as number, order[at] as number];
  }
}

/** Numbers from 0 to 1 that are the same in each run (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
