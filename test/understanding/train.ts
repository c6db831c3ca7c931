import { writeFileSync } from 'node:fs';
import { DANGER_LANGUAGES, readDangerFile } from '#src/conversation/understanding/danger/match-danger-words.ts';
import { hashOf, modelWords } from '#src/conversation/understanding/learned/features.ts';
import { MODELS, type ModelName } from '#src/conversation/understanding/learned/meanings.ts';
import { packModel, writeModel } from '#src/conversation/understanding/learned/model-file.ts';
import { type Example, trainModel } from '#src/conversation/understanding/learned/train-model.ts';
import { type CorpusExample, fingerprintOf, readCorpus } from './corpus.ts';

export const MODEL_FILES = new URL('../../src/conversation/understanding/learned/models/', import.meta.url);
/**
 * The examples have some 400,000 features. Where two share a bucket, the model mistakes one for the other: with 2 ** 16 buckets it
 * took twice as many harmless texts for danger. More buckets take more memory: one byte for each meaning.
 */
const BUCKETS: Readonly<Record<ModelName, number>> = {
  intent: 2 ** 19,
  danger: 2 ** 19,
  list: 2 ** 18,
  buddy: 2 ** 18,
  drop: 2 ** 18,
  severity: 2 ** 18,
};
/** People also text something else at a question. Texts of these intents are no answer to it. */
const NO_ANSWERS: Readonly<Record<Exclude<ModelName, 'intent' | 'danger'>, readonly string[]>> = {
  list: [
    'my',
    'who',
    'menu',
    'person',
    'report',
    'danger',
    'in',
    'out',
    'quiet',
    'followup',
    'language',
    'name',
    'drop',
    'late',
  ],
  buddy: ['my', 'who', 'menu', 'person', 'report', 'danger', 'in', 'out', 'quiet', 'followup', 'language', 'shifts'],
  drop: [
    'my',
    'who',
    'menu',
    'person',
    'report',
    'danger',
    'in',
    'out',
    'quiet',
    'followup',
    'language',
    'shifts',
    'book',
  ],
  severity: [
    'my',
    'who',
    'menu',
    'shifts',
    'book',
    'drop',
    'buddy',
    'language',
    'name',
    'join',
    'late',
    'in',
    'person',
  ],
};
/** What people text by themselves is an answer to these questions, too. */
const ALSO: Partial<Record<ModelName, Readonly<Record<string, string>>>> = {
  drop: { drop: 'yes', late: 'keep' },
};
/** So few of the texts that are no answer are enough: one of this many. More would let a model doubt each answer. */
const EVERY_NO_ANSWER = 30;
/**
 * Of some kinds there are so many examples that a model would expect them everywhere. Each round of learning takes one in so many of
 * them, and another part than the round before, so that none is wasted.
 */
const EVERY_ALSO = 3;
/** Cries for help, in the model of 27 intents. The model of danger has all of them in each round. */
const EVERY_CRY = 2;
/** Harmless texts. Each short one is needed in each round, because most cries for help are short. */
const EVERY_ORDINARY = 3;
const SHORT = 4;

type LearntExample = CorpusExample & Example;

export interface TrainedModel {
  name: ModelName;
  examples: number;
  bytes: number;
}

/** Trains on the whole corpus and replaces the shipped weights. */
export function train(): TrainedModel[] {
  const corpus = readCorpus();
  return (Object.keys(MODELS) as ModelName[]).map((name) => {
    const examples = examplesOf(corpus, name);
    const task = { meanings: MODELS[name], buckets: BUCKETS[name] };
    const words = new Set(examples.flatMap(({ text }) => modelWords(text)));
    const packed = packModel(trainModel(examples, task), { ...task, examples: fingerprintOf(examples), words });
    const file = writeModel(packed);
    writeFileSync(new URL(`${name}.bin`, MODEL_FILES), file);
    return { name, examples: examples.length, bytes: file.length };
  });
}

/** The entries of the lists of certain danger are examples, too. Entries with parts of words are left out. */
function dangerEntries(): CorpusExample[] {
  return DANGER_LANGUAGES.flatMap((language) =>
    readDangerFile(`certain/${language}`)
      .filter((entry) => !entry.includes('*'))
      .map((entry) => entry.replace(/\/\S+/g, '').replace(/ *\.\.\. */g, ' '))
      .map((text) => ({ language, model: 'intent' as const, meaning: 'danger', text })),
  );
}

/** What a model learns from. */
export function examplesOf(corpus: readonly CorpusExample[], name: ModelName): LearntExample[] {
  const own = corpus.filter(({ model }) => model === name);
  if (name === 'intent') {
    const balanced = own.map((example) => (example.meaning === 'danger' ? { ...example, every: EVERY_CRY } : example));
    return [...balanced, ...dangerEntries()];
  }
  if (name === 'danger') return examplesOfDanger(corpus);
  const known = new Set(own.map(({ text }) => text));
  const others = corpus
    .filter(({ model, meaning, text }) => model === 'intent' && NO_ANSWERS[name].includes(meaning) && !known.has(text))
    .filter(({ text }) => hashOf(text) % EVERY_NO_ANSWER === 0);
  const also = corpus.flatMap((example) => {
    const meaning = example.model === 'intent' ? ALSO[name]?.[example.meaning] : undefined;
    return meaning && !known.has(example.text) ? [{ ...example, model: name, meaning }] : [];
  });
  return [
    ...own,
    ...also.map((example) => ({ ...example, every: EVERY_ALSO })),
    ...others.map((example) => ({ ...example, model: name, meaning: 'other' })),
  ];
}

/** What people text apart from danger is harmless, whichever question it answers. */
function examplesOfDanger(corpus: readonly CorpusExample[]): LearntExample[] {
  const known = new Set<string>();
  return [...corpus, ...dangerEntries()].flatMap((example) => {
    if (known.has(example.text)) return [];
    known.add(example.text);
    if (example.model === 'intent' && example.meaning === 'danger') return [{ ...example, model: 'danger' as const }];
    if (example.model === 'danger') return [example];
    if (example.model === 'severity' && example.meaning === 'incident') return [];
    const isShort = modelWords(example.text).length <= SHORT;
    const every = isShort ? 1 : EVERY_ORDINARY;
    return [{ ...example, model: 'danger' as const, meaning: 'harmless', every }];
  });
}
