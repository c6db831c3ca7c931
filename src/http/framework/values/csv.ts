import { stringify } from 'csv-stringify/sync';

type Cell = string | number | boolean | null | undefined;

/** Safe for spreadsheets: no cell is read as a formula, and a byte order mark keeps letters outside ASCII intact. */
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

/** Makes the browser save the answer under this name. */
export function asDownload(filename: string): Record<string, string> {
  return { 'Content-Disposition': `attachment; filename="${filename}"` };
}
