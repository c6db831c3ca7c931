import type { BenchDatabase } from '../support/bench-database.ts';
import type { Figure } from '../support/figure.ts';
import { compareTurns, medianTurn, type Turn } from './take-turns.ts';

/** What `/healthz` did on the machine for which the absolute goals are set, with 8 connections. */
const HEALTHZ_A_SECOND = 28_000;

export interface RequestGoal {
  what: string;
  ratio: number;
  /** On a machine where `/healthz` does 28,000 a second. */
  aSecond?: number;
}

export interface ComparedTurns {
  figure: readonly Turn[];
  floor: readonly Turn[];
  healthz: readonly Turn[];
}

/** An absolute goal is scaled by what `/healthz` does in the same run. */
export function figureOfTurns(on: BenchDatabase['kind'], goal: RequestGoal, turns: ComparedTurns): Figure {
  const [figure, floor, healthz] = [turns.figure, turns.floor, turns.healthz].map(medianTurn);
  const { ratio, processorRatio } = compareTurns(turns.figure, turns.floor);
  const least = goal.aSecond && (goal.aSecond * (healthz?.aSecond ?? 0)) / HEALTHZ_A_SECOND;
  return {
    what: goal.what,
    on,
    figure: aSecond(figure),
    floor: aSecond(floor),
    ratio,
    processor: `${microseconds(figure)}, floor ${microseconds(floor)}: ${processorRatio.toFixed(2)}`,
    goal: `≥ ${goal.ratio}${least === undefined ? '' : `, ≥ ${count(least)} a second`}`,
    isReached: ratio >= goal.ratio && (least === undefined || (figure?.aSecond ?? 0) >= least),
  };
}

function aSecond(turn: Turn | undefined): string {
  return `${count(turn?.aSecond ?? 0)} a second`;
}

function microseconds(turn: Turn | undefined): string {
  return `${count(1000 * (turn?.processorMs ?? Number.NaN))} µs`;
}

function count(value: number): string {
  return Math.round(value).toLocaleString('en');
}
