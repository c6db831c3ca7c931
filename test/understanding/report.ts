import type { SetName } from './evaluation-set.ts';
import { countVerdicts, type Figures, groupBy } from './figures.ts';
import type { Judged } from './judge-reading.ts';

type Sets = Record<SetName, readonly Judged[]>;

const MOST_PAIRS = 15;

/** The figures as text, for people. */
export function report(sets: Sets, figures: Figures, { hasMisses, ms }: { hasMisses: boolean; ms: number }): string {
  const { texts, cries, harmless } = sets;
  const parts = [
    table(
      'place',
      groupBy(texts, ({ item }) => item.place),
    ),
    table(
      'language',
      groupBy(texts, ({ item }) => item.language),
    ),
    table(
      'right reading',
      groupBy(texts, ({ item }) => item.right.join(' or ')),
    ),
    `Pairs that are mixed up (right > read): ${pairs(texts)}`,
    `All ${texts.length} texts: right or a question back ${percent(figures.rightOrAsked)}, harmful ${percent(figures.harmful)}`,
    `Cries for help: ${percent(figures.criesHeard)} of ${cries.length} are heard`,
    `Harmless texts with words of danger: ${percent(figures.falseAlarms)} of ${harmless.length} raise an alarm, ${percent(figures.falseLikely)} are passed on as likely danger`,
    `Reading one text takes ${ms.toFixed(2)} ms on average`,
  ];
  return [...parts, ...(hasMisses ? missesOf(sets) : [])].join('\n\n');
}

function table(title: string, groups: Map<string, Judged[]>): string {
  const rows = [...groups].map(([name, judged]) => {
    const { all, right, asked, passed, wrong, harmful } = countVerdicts(judged);
    return `${name.padEnd(24)}${[all, right, asked, passed, wrong, harmful].map((count) => String(count).padStart(9)).join('')}${percent(right / all).padStart(9)}`;
  });
  const head = ['all', 'right', 'asked', 'passed on', 'wrong', 'harmful', 'right %'].map((word) => word.padStart(9));
  return [`${title.padEnd(24)}${head.join('')}`, ...rows].join('\n');
}

function pairs(texts: readonly Judged[]): string {
  const wrong = texts.filter(({ verdict }) => verdict === 'wrong' || verdict === 'harmful');
  const counted = groupBy(
    wrong,
    ({ item, labels, reading }) => `${item.right[0]} > ${labels[0] ?? reading.event.type}`,
  );
  return [...counted]
    .sort(([, one], [, other]) => other.length - one.length)
    .slice(0, MOST_PAIRS)
    .map(([pair, { length }]) => `${pair} ${length}`)
    .join(', ');
}

function missesOf({ texts, cries, harmless }: Sets): string[] {
  const notRight = texts.filter(({ verdict }) => verdict !== 'right');
  const missed = cries.filter(({ labels }) => !labels.includes('danger'));
  const alarms = harmless.filter(({ labels, item }) => labels.includes('danger') && !item.right.includes('danger'));
  return [
    ...[...groupBy(notRight, ({ verdict }) => verdict)].map(([verdict, judged]) => lines(verdict, judged)),
    lines('missed cries for help', missed),
    lines('false alarms', alarms),
  ];
}

function lines(title: string, judged: readonly Judged[]): string {
  const rows = judged.map(({ item, reading, labels }) => {
    const confidence = reading.confidence === undefined ? '' : ` ${reading.confidence.toFixed(2)}`;
    const read = `${reading.event.type}${labels.length > 0 ? ` (${labels.slice(0, 2).join(', ')})` : ''}${confidence}`;
    return `  ${item.language} ${item.place} ${item.sender}: ${item.right.join('|')} > ${read}: ${item.text.replaceAll('\n', '\\n')}`;
  });
  return [`${title} (${judged.length})`, ...rows].join('\n');
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
