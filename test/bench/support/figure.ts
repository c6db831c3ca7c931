import type { BenchDatabase } from './bench-database.ts';

/** One line of the table. */
export interface Figure {
  what: string;
  on: string;
  figure: string;
  /** The figure that it is compared with, measured in the same run. */
  floor?: string;
  ratio?: number;
  /** The processor time of one request on both sides, and how many times the floor's goes into it. */
  processor?: string;
  goal?: string;
  /** Undefined: it has no goal. */
  isReached?: boolean;
}

export interface Row {
  name: string;
  /** The kinds of database that it is measured on. */
  on: readonly BenchDatabase['kind'][];
  measure(database: BenchDatabase, bench: Bench): Promise<Figure[]>;
}

export interface Bench {
  /** A short run, with fewer texts and rounds. */
  isQuick: boolean;
  say(line: string): void;
}

export const EVERYWHERE = ['SQLite', 'PostgreSQL'] as const;
