import { classifyAnswer, classifyIntent } from '#src/conversation/understanding/learned/classify.ts';
import { featuresOf, modelWords } from '#src/conversation/understanding/learned/features.ts';
import { ANSWERS, type LearnedQuestion } from '#src/conversation/understanding/learned/meanings.ts';
import { readInLayers } from '#src/conversation/understanding/understand.ts';
import { readCorpus } from './corpus.ts';
import type { EvaluationText, Place } from './evaluation-set.ts';
import { circumstancesOf } from './judge-reading.ts';

const NEAREST = 5;
const LIKELIEST = 4;

/** Why a text is read as it is: the layer, the values, the likeliest intents, and the examples that are most like it. */
export function explainText(text: string, { place, sender }: { place: string; sender: string }): string {
  const item = { text, place: place as Place, sender: sender as EvaluationText['sender'], language: 'en', right: [] };
  const { event, layer, confidence } = readInLayers({ body: text, attachments: [] }, circumstancesOf(item));
  const { ranking, isUnfamiliar } = classifyIntent(text);
  const asked = place in ANSWERS ? classifyAnswer(place as LearnedQuestion, text).ranking : [];
  const { type, ...values } = event;
  return [
    `read as      ${type}, by the layer "${layer}"${confidence === undefined ? '' : `, confidence ${confidence.toFixed(2)}`}`,
    `values       ${JSON.stringify(values)}`,
    ...(asked.length > 0 ? [`as an answer ${likeliest(asked)}`] : []),
    `as a sentence ${likeliest(ranking)}${isUnfamiliar ? ' (most words are in no example)' : ''}`,
    'like         ',
    ...nearestTo(text).map(
      ({ meaning, language, text: like }) => `  ${meaning} (${language}): ${like.replaceAll('\n', '\\n')}`,
    ),
  ].join('\n');
}

function likeliest(ranking: readonly { meaning: string; probability: number }[]): string {
  const shown = ranking.slice(0, LIKELIEST);
  return shown.map(({ meaning, probability }) => `${meaning} ${probability.toFixed(2)}`).join(', ');
}

function nearestTo(text: string) {
  const typed = vectorOf(text);
  return readCorpus()
    .map((example) => ({ ...example, likeness: likeness(typed, vectorOf(example.text)) }))
    .sort((one, other) => other.likeness - one.likeness)
    .slice(0, NEAREST);
}

function vectorOf(text: string): Map<number, number> {
  const { hashes, values } = featuresOf(modelWords(text));
  return new Map([...hashes].map((hash, at) => [hash, values[at] ?? 0]));
}

/** The cosine of the angle between two texts, from 0 to 1. */
function likeness(one: Map<number, number>, other: Map<number, number>): number {
  let product = 0;
  for (const [bucket, value] of one) product += value * (other.get(bucket) ?? 0);
  return product / (lengthOf(one) * lengthOf(other) || 1);
}

function lengthOf(vector: Map<number, number>): number {
  return Math.sqrt([...vector.values()].reduce((sum, value) => sum + value * value, 0));
}
