import { readFileSync } from 'node:fs';
import { bucketOf, featuresOf, modelWords } from './features.ts';
import { type Intent, type LearnedAnswer, type LearnedQuestion, MODELS, type ModelName } from './meanings.ts';
import { type Model, readModel } from './model-file.ts';
import { toProbabilities } from './to-probabilities.ts';

/** Which share of the words must be known for a reading to be sure. */
const KNOWN_SHARE = 0.7;
/** Two unknown words, such as a name and a street, say little about a short text. */
const UNKNOWN_ALLOWED = 2;

export interface Classification<Meaning extends string> {
  /** Of all meanings, the likeliest first. The probabilities add up to 1. */
  ranking: readonly { meaning: Meaning; probability: number }[];
  /** Most of the words occur in no example, so no reading is sure. */
  isUnfamiliar: boolean;
  /** No word occurs in an example: it may be any language, or none. */
  isUnknown: boolean;
}

/** The weights in `models`. A file is read from disk when it is needed for the first time. */
const shipped = new Map<ModelName, Model>();

function shippedModel(name: ModelName): Model {
  const known = shipped.get(name);
  if (known) return known;
  const model = readModel(readFileSync(new URL(`./models/${name}.bin`, import.meta.url)));
  if (model.meanings.join() !== MODELS[name].join()) throw new Error(`the weights of "${name}" are of other meanings`);
  shipped.set(name, model);
  return model;
}

/** Several readers ask about the same text, one after the other. */
let last: { text: string; intent: Classification<Intent> } | undefined;

/** What a sentence means, learnt from the examples in `corpus`. */
export function classifyIntent(text: string): Classification<Intent> {
  if (last?.text !== text) last = { text, intent: classify<Intent>(text, shippedModel('intent')) };
  return last.intent;
}

/** What an answer to this question means. */
export function classifyAnswer<Question extends LearnedQuestion>(
  question: Question,
  text: string,
): Classification<LearnedAnswer<Question>> {
  return classify<LearnedAnswer<Question>>(text, shippedModel(question));
}

/** Deterministic, and takes linear time. */
function classify<Meaning extends string>(text: string, model: Model): Classification<Meaning> {
  const words = modelWords(text);
  const { buckets, values } = featuresOf(words, model.buckets);
  const count = model.meanings.length;
  const scores = new Float64Array(count);
  for (let at = 0; at < buckets.length; at += 1) {
    const base = (buckets[at] as number) * count;
    const value = (values[at] as number) * model.scale;
    for (let of = 0; of < count; of += 1) {
      scores[of] = (scores[of] as number) + (model.weights[base + of] as number) * value;
    }
  }
  toProbabilities(scores);
  const ranking = model.meanings.map((meaning, index) => ({
    meaning: meaning as Meaning,
    probability: scores[index] as number,
  }));
  ranking.sort((one, other) => other.probability - one.probability);
  return { ranking, ...familiarityOf(words, model) };
}

function familiarityOf(words: readonly string[], model: Model) {
  const unknown = words.filter((word) => !isKnown(word, model)).length;
  const isUnknown = unknown === words.length;
  const isUnfamiliar = isUnknown || (unknown > UNKNOWN_ALLOWED && unknown > words.length * (1 - KNOWN_SHARE));
  return { isUnknown, isUnfamiliar };
}

function isKnown(word: string, { knownWords, buckets }: Model): boolean {
  const bucket = bucketOf(word) % buckets;
  return ((knownWords[bucket >> 3] ?? 0) & (1 << (bucket & 7))) !== 0;
}
