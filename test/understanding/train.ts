import { writeFileSync } from 'node:fs';
import { modelWords } from '#src/conversation/understanding/intent/features.ts';
import { type Model, packModel, writeModel } from '#src/conversation/understanding/intent/model-file.ts';
import { trainModel } from '#src/conversation/understanding/intent/train-model.ts';
import { type CorpusExample, fingerprintOf, readCorpus } from './corpus.ts';

const MODEL_FILE = new URL('../../src/conversation/understanding/intent/model.bin', import.meta.url);

/** Weights from these examples, as they are shipped. */
function modelFrom(examples: readonly CorpusExample[]): Model {
  const words = new Set(examples.flatMap(({ text }) => modelWords(text)));
  return packModel(trainModel(examples), { examples: fingerprintOf(examples), words });
}

/** Trains on the whole corpus and replaces the shipped weights. Returns how many examples and bytes they are. */
export function train(): { examples: number; bytes: number } {
  const examples = readCorpus();
  const file = writeModel(modelFrom(examples));
  writeFileSync(MODEL_FILE, file);
  return { examples: examples.length, bytes: file.length };
}
