import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify/sync';
import { defuseFormulas } from './formulas.ts';

type Cell = string | number | boolean | null | undefined;
type Row = readonly Cell[];

/** Some programs end a line at any of these, and others split at a semicolon or a tab. */
const MAY_END_A_CELL = /[\p{Cc}\p{Zl}\p{Zp};]/u;

/** A file in a spreadsheet's language. Each batch is sent before the next one is read, so that memory is bounded. */
export function streamCsv(columns: readonly string[], batches: AsyncIterable<readonly Row[]>): Readable {
  async function* lines() {
    // a byte order mark keeps letters outside ASCII intact
    yield `\ufeff${toCsvLines([columns])}`;
    for await (const rows of batches) if (rows.length > 0) yield toCsvLines(rows);
  }
  return Readable.from(lines(), { objectMode: false });
}

/** Safe for spreadsheets: no line of a cell is read as a formula. */
export function toCsvLines(rows: readonly Row[]): string {
  return stringify(rows as Cell[][], {
    quoted_match: MAY_END_A_CELL,
    record_delimiter: 'windows',
    cast: { boolean: (value) => (value ? 'yes' : 'no'), string: defuseFormulas },
  });
}

/** Makes the browser save the answer under this name. */
export function asDownload(filename: string): Record<string, string> {
  return { 'Content-Disposition': `attachment; filename="${filename}"` };
}
