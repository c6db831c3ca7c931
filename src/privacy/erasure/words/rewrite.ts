import type { Transaction } from '#src/db/connect.ts';

export type Row = Record<string, unknown>;

/** Columns with words of people. */
export interface WordColumns {
  table: string;
  key: string;
  columns: readonly string[];
  /** The columns that hold JSON. Only string values in it are rewritten, never keys. */
  json: readonly string[];
}

/** Rewrites the words of a row. Returns the number of changed columns. */
export async function rewrite(
  trx: Transaction,
  words: WordColumns,
  row: Row,
  without: (text: string) => string,
): Promise<number> {
  let count = 0;
  for (const column of words.columns) {
    const change = words.json.includes(column) ? (text: string) => inStrings(text, without) : without;
    if (await rewriteColumn(trx, words, { id: row[words.key], column, text: row[column] }, change)) count += 1;
  }
  return count;
}

/** If another transaction changed the words since they were read, reads them again: else this would undo that change. */
async function rewriteColumn(
  trx: Transaction,
  { table, key }: WordColumns,
  { id, column, text: read }: { id: unknown; column: string; text: unknown },
  change: (text: string) => string,
): Promise<boolean> {
  let text = read;
  while (typeof text === 'string' && text !== '') {
    const rest = change(text);
    if (rest === text) return false;
    const changed = await trx(table)
      .where({ [key]: id, [column]: text })
      .update({ [column]: rest });
    if (changed > 0) return true;
    const row: Row | undefined = await trx(table)
      .where({ [key]: id })
      .first(column);
    text = row?.[column];
  }
  return false;
}

/** Returns the same text if no string has changed. */
export function inStrings(json: string, without: (text: string) => string): string {
  let isChanged = false;
  const rest = JSON.stringify(JSON.parse(json), (_, value) => {
    if (typeof value !== 'string') return value;
    const bare = without(value);
    isChanged ||= bare !== value;
    return bare;
  });
  return isChanged ? rest : json;
}
