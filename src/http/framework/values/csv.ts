import { stringify } from 'csv-stringify/sync';

type Cell = string | number | boolean | null | undefined;

/** Safe to open in a spreadsheet: no cell is taken for a formula, and letters outside ASCII survive. */
export function toCsv(columns: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return stringify(rows as Cell[][], {
    columns: [...columns],
    header: true,
    bom: true,
    escape_formulas: true,
    record_delimiter: 'windows',
    cast: { boolean: (value) => (value ? 'yes' : 'no') },
  });
}

/** Has the browser save it under this name. */
export function asDownload(filename: string): Record<string, string> {
  return { 'Content-Disposition': `attachment; filename="${filename}"` };
}
