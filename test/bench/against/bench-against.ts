import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { alignColumns } from '../support/table.ts';
import { checkOut } from './check-out.ts';
import { type Comparison, compareRows, type Measured, MOST_RATIO, readRows } from './compare-rows.ts';

const ROOT = join(import.meta.dirname, '../../..');
/** Of what a benchmark prints, in bytes. */
const MOST_OUTPUT = 10_000_000;

export interface AgainstRequest {
  commit: string;
  /** Names of rows, as in `--only`. */
  rows: readonly string[];
  rounds: number;
  /** Passed on to both benchmarks: `--on`, `--quick`. */
  options: readonly string[];
  say(line: string): void;
}

/**
 * Measures each row here and at another commit in turns, so that a busy minute of the machine meets both. Each commit runs
 * its own benchmark. Returns the exit status: 1 if a row is worse here.
 */
export async function benchAgainst({ commit, rows, rounds, options, say }: AgainstRequest): Promise<number> {
  using other = checkOut(commit);
  const here: Measured[] = [];
  const there: Measured[] = [];
  for (const row of rows) {
    for (let round = 1; round <= rounds; round += 1) {
      const turns = [
        { folder: ROOT, measured: here, name: 'here' },
        { folder: other.folder, measured: there, name: commit },
      ];
      // neither is always the one that finds the machine warm
      if (round % 2 === 0) turns.reverse();
      for (const { folder, measured, name } of turns) {
        measured.push(...(await benchIn(folder, ['--only', row, ...options])));
        say(`${row}, round ${round} of ${rounds}: ${name}`);
      }
    }
  }
  const comparisons = compareRows(here, there);
  say(`\n${formatComparisons(comparisons, commit)}`);
  return comparisons.some(({ isWorse }) => isWorse) ? 1 : 0;
}

async function benchIn(folder: string, args: readonly string[]): Promise<Measured[]> {
  const command = ['--v8-pool-size=1', 'test/bench/main.ts', ...args];
  const { stdout } = await promisify(execFile)(process.execPath, command, { cwd: folder, maxBuffer: MOST_OUTPUT });
  return readRows(stdout);
}

function formatComparisons(comparisons: readonly Comparison[], commit: string): string {
  const cells = comparisons.map(({ what, on, here, there, ratio, isWorse }) => {
    const verdict = isWorse ? `WORSE than ${MOST_RATIO} x` : '';
    return [what, on, here, there, ratio === undefined ? '' : ratio.toFixed(2), verdict];
  });
  return alignColumns([['what', 'on', 'here', commit, 'times worse', ''], ...cells]);
}
