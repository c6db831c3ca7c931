import type { LoadResult } from '../load/load-job.ts';
import { processorTimeOf } from '../support/processor-time-of.ts';
import { median } from '../support/statistics.ts';

/** One of the things that are compared. */
export interface Side {
  /** Of the process that answers. */
  pid: number;
  warmUp(): Promise<void>;
  ask(round: number): Promise<LoadResult>;
}

/** What one side did in one round. */
export interface Turn {
  aSecond: number;
  /** The processor time of one request in the process that answers, in milliseconds. NaN: this system does not tell it. */
  processorMs: number;
  /** What one request cost the load generator. */
  loadMs: number;
}

export type Turns<Name extends string> = Record<Name, Turn[]>;

/** Asks all sides in each round, so that a busy minute of the machine meets each of them. */
export async function takeTurns<Name extends string>(sides: Record<Name, Side>, rounds: number): Promise<Turns<Name>> {
  const names = Object.keys(sides) as Name[];
  const turns = Object.fromEntries(names.map((name) => [name, [] as Turn[]])) as Turns<Name>;
  for (const name of names) await sides[name].warmUp();
  for (let round = 0; round < rounds; round += 1) {
    // none is always the one that finds the machine warm
    const order = round % 2 === 0 ? names : names.toReversed();
    for (const name of order) turns[name].push(await takeTurn(sides[name], round));
  }
  return turns;
}

async function takeTurn({ pid, ask }: Side, round: number): Promise<Turn> {
  const before = processorTimeOf(pid);
  const { answers, elapsedMs, processorMs: loadMs } = await ask(round);
  return {
    aSecond: (1000 * answers) / elapsedMs,
    processorMs: (processorTimeOf(pid) - before) / answers,
    loadMs: loadMs / answers,
  };
}

/** The median of what each round shows. */
export function compareTurns(figure: readonly Turn[], floor: readonly Turn[]) {
  const ratios = (of: (turn: Turn, other: Turn) => number) =>
    median(figure.map((turn, round) => of(turn, floor[round] ?? turn)));
  return {
    ratio: ratios((turn, other) => turn.aSecond / other.aSecond),
    processorRatio: ratios((turn, other) => other.processorMs / turn.processorMs),
  };
}

export function medianTurn(turns: readonly Turn[]): Turn {
  const of = (field: keyof Turn) => median(turns.map((turn) => turn[field]));
  return { aSecond: of('aSecond'), processorMs: of('processorMs'), loadMs: of('loadMs') };
}
