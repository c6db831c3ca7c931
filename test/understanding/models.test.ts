import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { INTENTS, MODELS, type ModelName } from '#src/conversation/understanding/learned/meanings.ts';
import { readModel } from '#src/conversation/understanding/learned/model-file.ts';
import { fingerprintOf, readCorpus } from './corpus.ts';
import { readSet } from './evaluation-set.ts';
import { examplesOf, MODEL_FILES } from './train.ts';

const corpus = readCorpus();

describe('the weights that are shipped', () => {
  it.each(Object.keys(MODELS) as ModelName[])('of "%s" were learnt from the examples in corpus', (name) => {
    const model = readModel(readFileSync(new URL(`${name}.bin`, MODEL_FILES)));
    expect(model.examples, 'run npm run understand -- --train').toBe(fingerprintOf(examplesOf(corpus, name)));
    expect(model.meanings).toEqual(MODELS[name]);
  });
});

describe('the examples', () => {
  it.each(INTENTS)('of "%s" are at least 150 in English, and 60 in each other language that we read', (intent) => {
    const count = (language: string) =>
      corpus.filter((example) => example.meaning === intent && example.language === language).length;
    expect(count('en')).toBeGreaterThanOrEqual(150);
    for (const language of ['af', 'zu', 'xh']) expect(count(language), language).toBeGreaterThanOrEqual(60);
  });

  it('are not copied from the evaluation sets: few texts are the same by chance', () => {
    const texts = new Set(corpus.map(({ text }) => text.toLowerCase()));
    const long = evaluationTexts().filter((text) => text.split(' ').length >= 5);
    expect(long.filter((text) => texts.has(text.toLowerCase())).length).toBeLessThan(long.length / 50);
  });
});

function evaluationTexts(): string[] {
  return (['texts', 'cries', 'harmless'] as const).flatMap((name) => readSet(name).map(({ text }) => text));
}
