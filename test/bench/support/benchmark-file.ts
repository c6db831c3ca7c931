import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Figure } from './figure.ts';

const BENCHMARK_FILE = join(import.meta.dirname, '../../../docs/develop/benchmark.json');

export interface RecordedFigure extends Figure {
  measuredOn: string;
  machine: string;
  /** By a short run, with fewer texts and rounds. */
  isQuick: boolean;
}

/** The committed figures, from which `npm run docs` makes its tables. */
interface Benchmark {
  figures: RecordedFigure[];
}

export function readFigures(): RecordedFigure[] {
  const benchmark: Benchmark = JSON.parse(readFileSync(BENCHMARK_FILE, 'utf8'));
  return benchmark.figures;
}

/** Replaces the figures that were measured again, and keeps all others. */
export function recordFigures(measured: readonly RecordedFigure[]): void {
  const remaining = new Map(measured.map((figure) => [keyOf(figure), figure]));
  const figures = readFigures().map((figure) => {
    const newer = remaining.get(keyOf(figure));
    remaining.delete(keyOf(figure));
    return newer ?? figure;
  });
  figures.push(...remaining.values());
  writeFileSync(BENCHMARK_FILE, `${JSON.stringify({ figures } satisfies Benchmark, undefined, 2)}\n`);
}

function keyOf({ what, on }: Figure): string {
  return `${what} on ${on}`;
}
