import { type RecordedFigure, readFigures } from '#test/bench/support/benchmark-file.ts';
import { formatRecordedTable, listMachines } from '#test/bench/support/table.ts';

export function benchmarkTable(): string {
  const figures = readFigures();
  const machines = listMachines(figures).map((machine, index) => `- machine ${index + 1}: ${machine}`);
  return `${formatRecordedTable(figures)}\n\n${machines.join('\n')}`;
}

/** Five facts for a reader who decides whether to go on. */
export function benchmarkFacts(): string {
  const texts = (on: string) =>
    figureOf('texts handled and answered, 32 phones', on).figure.replace('a second', 'texts a second');
  const answer = (share: string) => figureOf(`text in, answer at the sender, 20 a second: ${share}`, 'SQLite').figure;
  const year = figureOf('a text in a watch of 100,000 people', 'SQLite');
  const memory = figureOf('memory at rest', 'SQLite').figure;
  const start = (Number.parseFloat(figureOf('start until /readyz', 'SQLite').figure) / 1000).toFixed(1);
  return [
    `- **Throughput**: one process on two cores handles and answers ${texts('SQLite')} with SQLite, and\n  ${texts('PostgreSQL')} with PostgreSQL.`,
    `- **Answers**: at 20 texts a second, half of the answers are handed to the provider within ${answer('p50')}, and 99 of 100 within ${answer('p99')}.`,
    `- **Years of data**: with 100,000 people and a million texts in the database, a text takes\n  ${year.ratio?.toFixed(2)} times as long as in a new one.`,
    `- **Memory**: the process uses at most ${memory} when idle, also after 100,000 texts.`,
    `- **Start**: it is ready ${start} seconds after it was started.`,
  ].join('\n');
}

function figureOf(what: string, on: string): RecordedFigure {
  const figure = readFigures().find((row) => row.what.startsWith(what) && row.on === on);
  if (!figure) throw new Error(`benchmark.json has no figure "${what}" on ${on}`);
  return figure;
}
