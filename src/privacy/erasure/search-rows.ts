import { isPostgres, type Transaction } from '#src/db/connect.ts';
import { spellings } from './name-patterns.ts';
import type { SoughtNumber } from './replace-numbers.ts';

export type Row = Record<string, unknown>;
type Rows = ReturnType<Transaction['queryBuilder']>;

/** Characters that people put between the digits of a number. */
const SEPARATORS = [
  ' ',
  '-',
  '(',
  ')',
  '.',
  '/',
  '\u00a0',
  '\t',
  '\n',
  '\r',
  ...'\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000',
  ...'\u2010\u2011\u2012\u2013\u2014\u2015',
];
/** Rows in memory at once. */
const BATCH = 200;
/** Needles in one statement. A person can have had many names, and SQLite limits the depth of an expression. */
const MOST_NEEDLES = 20;

export interface Search {
  table: string;
  key: string;
  columns: readonly string[];
  /** Limits the search to these rows. */
  where?: (rows: Rows) => void;
}

/** Rows that may contain one of these numbers, in batches. Scans the whole table. */
export async function* searchNumbers(
  trx: Transaction,
  search: Search,
  numbers: readonly SoughtNumber[],
): AsyncGenerator<Row> {
  for (const chunk of chunked(numbers.map(({ core }) => core.toLowerCase()))) {
    const isThere = (any: Rows, column: string, core: string) =>
      any.orWhereRaw(`${withoutSeparators(trx)} like ? escape '!'`, [column, within(core)]);
    yield* findRows(trx, search, (any, column) => {
      for (const core of chunk) isThere(any, column, core);
    });
  }
}

/** Rows that may contain one of these words, in batches. */
export async function* searchWords(trx: Transaction, search: Search, words: readonly string[]): AsyncGenerator<Row> {
  for (const chunk of chunked(needlesOf(words))) {
    yield* findRows(trx, search, (any, column) => {
      for (const needle of chunk) any.orWhereRaw("lower(??) like ? escape '!'", [column, within(needle)]);
    });
  }
}

async function* findRows(
  trx: Transaction,
  { table, key, columns, where }: Search,
  isThere: (any: Rows, column: string) => void,
): AsyncGenerator<Row> {
  let after = 0;
  for (;;) {
    const query = trx(table).where(key, '>', after).orderBy(key).limit(BATCH);
    query.where((any) => {
      for (const column of columns) isThere(any, column);
    });
    if (where) query.where(where);
    const rows: Row[] = await query;
    yield* rows;
    if (rows.length < BATCH) return;
    after = Number(rows.at(-1)?.[key]);
  }
}

/** Only the first word of each name, because any kind of space may follow it. */
function needlesOf(names: readonly string[]): string[] {
  const words = spellings(names.map((name) => name.trim().split(/\s+/)[0] ?? name));
  // SQLite folds the case of ASCII letters only, so words with other letters are searched in capitals too
  const capitals = words.filter((word) => /\P{ASCII}/u.test(word)).map((word) => word.toUpperCase());
  return [...new Set([...words.map((word) => word.toLowerCase()), ...capitals])].filter(Boolean);
}

function withoutSeparators(trx: Transaction): string {
  if (isPostgres(trx)) return `lower(translate(??, '${SEPARATORS.join('')}', ''))`;
  const bare = SEPARATORS.reduce((text, sign) => `replace(${text}, '${sign}', '')`, '??');
  return `lower(${bare})`;
}

function within(words: string): string {
  return `%${words.replace(/[!%_]/g, '!$&')}%`;
}

function* chunked<Value>(values: readonly Value[]): Generator<Value[]> {
  for (let from = 0; from < values.length; from += MOST_NEEDLES) yield values.slice(from, from + MOST_NEEDLES);
}
