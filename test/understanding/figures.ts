import { readSet, type SetName } from './evaluation-set.ts';
import { type Judged, judge, type Verdict } from './judge-reading.ts';

/** The figures that may not fall. */
export const FIGURES_FILE = new URL('./development/figures.json', import.meta.url);

export function judgeSets(kind: string): Record<SetName, Judged[]> {
  const judgeSet = (name: SetName) => readSet(name, kind).map(judge);
  return { texts: judgeSet('texts'), cries: judgeSet('cries'), harmless: judgeSet('harmless') };
}

type Counts = Record<Verdict, number> & { all: number };

/** The share of each verdict, and what happens to danger, of a judged set. Shares are from 0 to 1. */
export interface Figures {
  right: Record<string, number>;
  rightOrAsked: number;
  harmful: number;
  criesHeard: number;
  falseAlarms: number;
  falseLikely: number;
}

export function countVerdicts(judged: readonly Judged[]): Counts {
  const counts: Counts = { all: judged.length, right: 0, asked: 0, passed: 0, wrong: 0, harmful: 0 };
  for (const { verdict } of judged) counts[verdict] += 1;
  return counts;
}

export function figuresOf(sets: Record<SetName, readonly Judged[]>): Figures {
  const { texts, cries, harmless } = sets;
  const all = countVerdicts(texts);
  const languages = [...new Set(texts.map(({ item }) => item.language))].sort();
  const right = languages.map((language) => {
    const counts = countVerdicts(texts.filter(({ item }) => item.language === language));
    return [language, share(counts.right, counts.all)] as const;
  });
  const isHeard = ({ labels }: Judged) => labels.includes('danger');
  return {
    right: Object.fromEntries(right),
    rightOrAsked: share(all.right + all.asked, all.all),
    harmful: share(all.harmful, all.all),
    criesHeard: share(cries.filter(isHeard).length, cries.length),
    falseAlarms: share(harmless.filter(({ reading }) => reading.event.type === 'SOS').length, harmless.length),
    falseLikely: share(harmless.filter(isLikely).length, harmless.length),
  };
}

function isLikely({ reading, item }: Judged): boolean {
  return reading.event.type === 'LIKELY_DANGER' && !item.right.includes('danger');
}

/** Rounded down to a tenth of a percent, so that a stored figure is never above the true one. */
function share(part: number, all: number): number {
  return all === 0 ? 1 : Math.floor((part / all) * 1000) / 1000;
}

export function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return new Map([...groups].sort(([one], [other]) => one.localeCompare(other)));
}
