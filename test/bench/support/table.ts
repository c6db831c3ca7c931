import type { RecordedFigure } from './benchmark-file.ts';
import type { Figure } from './figure.ts';

const HEAD = ['what', 'on', 'figure', 'floor', 'ratio', 'processor time of one', 'goal', ''];

/** The figures as a table that reads as text and as Markdown. */
export function formatTable(figures: readonly Figure[]): string {
  return alignColumns([HEAD, ...figures.map(cellsOf)]);
}

/** The same, with the day, the machine and the kind of run of each figure. Machines are numbered in their order. */
export function formatRecordedTable(figures: readonly RecordedFigure[]): string {
  const machines = listMachines(figures);
  const rows = figures.map((figure) => {
    const { measuredOn, machine, isQuick } = figure;
    return [...cellsOf(figure), measuredOn, String(machines.indexOf(machine) + 1), isQuick ? 'quick' : 'full'];
  });
  return alignColumns([[...HEAD, 'measured', 'machine', 'run'], ...rows]);
}

export function listMachines(figures: readonly RecordedFigure[]): string[] {
  return [...new Set(figures.map(({ machine }) => machine))];
}

export function alignColumns(rows: readonly (readonly string[])[]): string {
  const [head = []] = rows;
  const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0), 3));
  const lines = rows.map((row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`);
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  return [lines[0], rule, ...lines.slice(1)].join('\n');
}

function cellsOf({ what, on, figure, floor = '', ratio, processor = '', goal = '', isReached }: Figure): string[] {
  const verdict = isReached === undefined ? '' : isReached ? 'reached' : 'not reached';
  return [what, on, figure, floor, ratio === undefined ? '' : ratio.toFixed(2), processor, goal, verdict];
}
