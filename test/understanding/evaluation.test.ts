import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FIGURES_FILE, type Figures, figuresOf, judgeSets } from './figures.ts';

const kept = JSON.parse(readFileSync(FIGURES_FILE, 'utf8')) as Figures;
const figures = figuresOf(judgeSets('development'));

/** `npm run understand -- --misses` shows each text. After an improvement, `npm run understand -- --write` keeps the figures. */
describe('how texts of the development set are read', () => {
  it.each(Object.keys(kept.right))('no fewer texts are right in %s', (language) => {
    expect(figures.right[language]).toBeGreaterThanOrEqual(kept.right[language] ?? 0);
  });

  it('no fewer are right, or get a fitting question back', () => {
    expect(figures.rightOrAsked).toBeGreaterThanOrEqual(kept.rightOrAsked);
  });

  it('no more are harmful', () => {
    expect(figures.harmful).toBeLessThanOrEqual(kept.harmful);
  });

  it('no fewer cries for help are heard', () => {
    expect(figures.criesHeard).toBeGreaterThanOrEqual(kept.criesHeard);
  });

  it('no more harmless texts raise an alarm or are passed on as likely danger', () => {
    expect(figures.falseAlarms).toBeLessThanOrEqual(kept.falseAlarms);
    expect(figures.falseLikely).toBeLessThanOrEqual(kept.falseLikely);
  });
});
