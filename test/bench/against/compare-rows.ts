import { median } from '../support/statistics.ts';

/** What one row of the benchmark's table says. */
export interface Measured {
  what: string;
  on: string;
  value: number;
  /** `ms`, `MB` or `a second`. */
  unit: string;
}

export interface Comparison {
  what: string;
  on: string;
  here: string;
  there: string;
  /** How many times worse it is here. Undefined: only one of the two commits measures it. */
  ratio: number | undefined;
  isWorse: boolean;
}

/** A row that is worse by more than this is not noise. */
export const MOST_RATIO = 1.15;

const ROW = /^\| (?<what>[^|]+?) +\| (?<on>SQLite|PostgreSQL) +\| (?<value>[\d,.]+) (?<unit>ms|s|MB|a second) +\|/;

/** The rows of the table in what `npm run bench` prints. */
export function readRows(output: string): Measured[] {
  return output.split('\n').flatMap((line) => {
    const { what = '', on = '', value = '', unit = '' } = ROW.exec(line)?.groups ?? {};
    return unit === '' ? [] : [{ what, on, value: Number(value.replaceAll(',', '')), unit }];
  });
}

/** Compares the medians of all rounds. `here` and `there` hold the rows of every round, in any order. */
export function compareRows(here: readonly Measured[], there: readonly Measured[]): Comparison[] {
  const rows = new Map([...there, ...here].map((row) => [keyOf(row), row]));
  return [...rows].map(([key, { what, on, unit }]) => {
    const [own, other] = [here, there].map((all) => all.filter((row) => keyOf(row) === key).map(({ value }) => value));
    const ratio = own?.length && other?.length ? ratioOf(unit, median(own), median(other)) : undefined;
    const say = (values: number[] = []) => (values.length === 0 ? 'not measured' : `${median(values)} ${unit}`);
    return { what, on, here: say(own), there: say(other), ratio, isWorse: ratio !== undefined && ratio > MOST_RATIO };
  });
}

/** More work in a second is better; more milliseconds or megabytes are worse. */
function ratioOf(unit: string, here: number, there: number): number {
  return unit === 'a second' ? there / here : here / there;
}

function keyOf({ what, on, unit }: Measured): string {
  return JSON.stringify([what, on, unit]);
}
