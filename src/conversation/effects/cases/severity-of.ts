import type { Severity } from '#src/reports/report.ts';

/** A number that is given as a severity. Every number above 2 counts as 2. */
export function severityOf(number: number): Severity {
  return number >= 2 ? 2 : number === 1 ? 1 : 0;
}
