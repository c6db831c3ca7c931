import { readFileSync } from 'node:fs';
import { LRUCache } from 'lru-cache';
import { type Features, featuresOf, modelWords } from './features.ts';
import {
  type DANGER,
  type Intent,
  type LearnedAnswer,
  type LearnedQuestion,
  MODELS,
  type ModelName,
} from './meanings.ts';
import { isKnownWord, type Model, readModel } from './model-file.ts';
import { toProbabilities } from './to-probabilities.ts';

/** Which share of the words must be known for a reading to be sure. */
const KNOWN_SHARE = 0.7;
/** A text of so many unknown words is in no language that we read, or noise. */
const UNKNOWN_SHARE = 0.75;
const FEW_WORDS = 4;
/** Two unknown words, such as a name and a street, say little about a short text. */
const UNKNOWN_ALLOWED = 2;

export interface Classification<Meaning extends string> {
  /** Of all meanings, the likeliest first. The probabilities add up to 1. */
  ranking: readonly { meaning: Meaning; probability: number }[];
  /** Most of the words occur in no example, so no reading is sure. */
  isUnfamiliar: boolean;
  /** Hardly any word occurs in an example: it may be any language, or none. */
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

/** Several readers ask about the same text and its parts, one after the other. */
const REMEMBERED = 12;
const intents = new LRUCache<string, Classification<Intent>>({ max: REMEMBERED });
const dangers = new LRUCache<string, { probability: number; isUnfamiliar: boolean }>({ max: REMEMBERED });

/** What a sentence means, learnt from the examples in `corpus`. */
export function classifyIntent(text: string): Classification<Intent> {
  const known = intents.get(text);
  if (known) return known;
  const intent = classify<Intent>(text, shippedModel('intent'));
  intents.set(text, intent);
  return intent;
}

/** Whether a sentence most likely means one of these, and at least as surely as `from`. */
export function isLikeliest(text: string, intents: ReadonlySet<Intent>, from: number): boolean {
  const [likeliest] = classifyIntent(text).ranking;
  return likeliest !== undefined && intents.has(likeliest.meaning) && likeliest.probability >= from;
}

/**
 * How likely somebody is in danger now, from 0 to 1. Two models say so: one tells danger from everything that sounds like it, the
 * other from each kind of ordinary text. Together they are right more often than either. `isUnfamiliar`: the examples have few of
 * its words.
 */
export function classifyDanger(text: string): { probability: number; isUnfamiliar: boolean } {
  const known = dangers.get(text);
  if (known) return known;
  const alone = classify<(typeof DANGER)[number]>(text, shippedModel('danger'));
  const amongIntents = classifyIntent(text);
  const odds = oddsOf(alone, 'danger') ** WEIGHT_ALONE * oddsOf(amongIntents, 'danger') ** (1 - WEIGHT_ALONE);
  const danger = { probability: odds / (1 + odds), isUnfamiliar: alone.isUnfamiliar };
  dangers.set(text, danger);
  return danger;
}

/** Of the model that knows nothing but danger, in the geometric mean of the odds. */
const WEIGHT_ALONE = 0.6;
/** Never 0 and never infinite, so that neither model has a veto. */
const SUREST = 1e-6;

function oddsOf<Meaning extends string>({ ranking }: Classification<Meaning>, wanted: Meaning): number {
  const probability = ranking.find(({ meaning }) => meaning === wanted)?.probability ?? 0;
  return Math.max(probability, SUREST) / Math.max(1 - probability, SUREST);
}

/** What an answer to this question means. */
export function classifyAnswer<Question extends LearnedQuestion>(
  question: Question,
  text: string,
): Classification<LearnedAnswer<Question>> {
  return classify<LearnedAnswer<Question>>(text, shippedModel(question));
}

/** Every model reads the same features. */
const features = new LRUCache<string, { words: string[]; hashed: Features }>({ max: REMEMBERED });

function read(text: string) {
  const known = features.get(text);
  if (known) return known;
  const words = modelWords(text);
  const found = { words, hashed: featuresOf(words) };
  features.set(text, found);
  return found;
}

/** Deterministic, and takes linear time. */
function classify<Meaning extends string>(text: string, model: Model): Classification<Meaning> {
  const { words, hashed } = read(text);
  const { hashes, values } = hashed;
  const count = model.meanings.length;
  const scores = new Float64Array(count);
  for (let at = 0; at < hashes.length; at += 1) {
    const base = ((hashes[at] as number) & (model.buckets - 1)) * count;
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
  const unknown = words.filter((word) => !isKnownWord(word, model)).length;
  const isUnknown = unknown >= words.length * (words.length > FEW_WORDS ? UNKNOWN_SHARE : 1);
  const isUnfamiliar = isUnknown || (unknown > UNKNOWN_ALLOWED && unknown > words.length * (1 - KNOWN_SHARE));
  return { isUnknown, isUnfamiliar };
}
