import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Figure } from './figure.ts';

const BENCHMARK_FILE = join(import.meta.dirname, '../../../docs/develop/benchmark.json');

export interface RecordedFigure extends Figure {
  measuredOn: string;
  /** By a short run, with fewer texts and rounds. */
  isQuick: boolean;
}

/** The committed figures, from which `npm run docs` makes its tables. */
export interface Benchmark {
  machine: string;
  figures: RecordedFigure[];
}

export function readBenchmark(): Benchmark {
  return JSON.parse(readFileSync(BENCHMARK_FILE, 'utf8'));
}

/** Replaces the figures that were measured again, and keeps all others. */
export function recordFigures(machine: string, measured: readonly RecordedFigure[]): void {
  const benchmark = readBenchmark();
  const remaining = new Map(measured.map((figure) => [keyOf(figure), figure]));
  const figures = benchmark.figures.map((figure) => {
    const newer = remaining.get(keyOf(figure));
    remaining.delete(keyOf(figure));
    return newer ?? figure;
  });
  figures.push(...remaining.values());
  writeFileSync(BENCHMARK_FILE, `${JSON.stringify({ machine, figures }, undefined, 2)}\n`);
}

function keyOf({ what, on }: Figure): string {
  return `${what} on ${on}`;
}
