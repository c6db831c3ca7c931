import { describe, expect, it } from 'vitest';
import { includesAll } from '#test/bench/against/check-out.ts';
import { compareRows, type Measured, readRows } from '#test/bench/against/compare-rows.ts';
import { formatTable } from '#test/bench/support/table.ts';

const rate = (value: number): Measured => ({ what: 'texts', on: 'SQLite', value, unit: 'a second' });
const time = (value: number): Measured => ({ what: 'start', on: 'PostgreSQL', value, unit: 'ms' });

describe('benchmark rows of two commits', () => {
  it('are read from the table that a benchmark prints', () => {
    const table = formatTable([
      {
        what: 'outbox drained, 10,000 rows',
        on: 'SQLite',
        figure: '2064 a second',
        floor: '3625 a second',
        ratio: 0.57,
      },
      { what: 'a text: p99', on: 'PostgreSQL', figure: '11.3 ms', goal: '≤ 5', isReached: false },
    ]);
    expect(readRows(`drain, SQLite: round 1\n\n${table}\n\nMeasured on a machine.`)).toEqual([
      { what: 'outbox drained, 10,000 rows', on: 'SQLite', value: 2064, unit: 'a second' },
      { what: 'a text: p99', on: 'PostgreSQL', value: 11.3, unit: 'ms' },
    ]);
  });

  it('are worse where less is done in a second, or where it takes longer', () => {
    expect(compareRows([rate(80)], [rate(100)])).toMatchObject([{ ratio: 1.25, isWorse: true }]);
    expect(compareRows([rate(100)], [rate(80)])).toMatchObject([{ ratio: 0.8, isWorse: false }]);
    expect(compareRows([time(125)], [time(100)])).toMatchObject([{ ratio: 1.25, isWorse: true }]);
    expect(compareRows([time(115)], [time(100)])).toMatchObject([{ ratio: 1.15, isWorse: false }]);
  });

  it('are compared by the median of all rounds', () => {
    const here = [time(100), time(900), time(110)];
    expect(compareRows(here, [time(100), time(90), time(100)])).toEqual([
      { what: 'start', on: 'PostgreSQL', here: '110 ms', there: '100 ms', ratio: 1.1, isWorse: false },
    ]);
  });

  it('that only one commit measures are shown and have no ratio', () => {
    expect(compareRows([rate(80)], [time(100)])).toEqual([
      { what: 'start', on: 'PostgreSQL', here: 'not measured', there: '100 ms', ratio: undefined, isWorse: false },
      { what: 'texts', on: 'SQLite', here: '80 a second', there: 'not measured', ratio: undefined, isWorse: false },
    ]);
  });
});

describe('the packages of another commit', () => {
  const lockfile = (packages: Record<string, string>) =>
    JSON.stringify({
      packages: Object.fromEntries(Object.entries(packages).map(([path, version]) => [path, { version }])),
    });

  it('are ours if ours include all of them in the same version, whatever the project itself is called', () => {
    const ours = lockfile({ '': '0.2.0', 'node_modules/koa': '3.3.0', 'node_modules/knip': '6.44.2' });
    expect(includesAll(ours, lockfile({ '': '0.1.0', 'node_modules/koa': '3.3.0' }))).toBe(true);
    expect(includesAll(ours, lockfile({ '': '0.1.0', 'node_modules/koa': '3.2.0' }))).toBe(false);
    expect(includesAll(ours, lockfile({ '': '0.1.0', 'node_modules/bree': '9.2.9' }))).toBe(false);
  });
});
