import { type Database, isPostgres } from '#src/db/connect.ts';
import { spellings } from './name-patterns.ts';
import type { SoughtNumber } from './replace-numbers.ts';

export type SearchedRows = ReturnType<Database['queryBuilder']>;
/** Limits a query to some rows. */
export type Condition = (rows: SearchedRows) => void;

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
/** Needles in one condition. A person can have had many names, and SQLite limits the depth of an expression. */
const MOST_NEEDLES = 20;

/** SearchedRows that may contain one of these numbers in one of these columns. */
export function numberConditions(
  db: Database,
  columns: readonly string[],
  numbers: readonly SoughtNumber[],
): Condition[] {
  const bare = withoutSeparators(db);
  return chunked(numbers.map(({ core }) => core.toLowerCase())).map((cores) =>
    anyOf(columns, cores, (any, column, core) => any.orWhereRaw(`${bare} like ? escape '!'`, [column, within(core)])),
  );
}

/** SearchedRows that may contain one of these names in one of these columns. */
export function nameConditions(columns: readonly string[], names: readonly string[]): Condition[] {
  return chunked(needlesOf(names)).map((needles) =>
    anyOf(columns, needles, (any, column, needle) =>
      any.orWhereRaw("lower(??) like ? escape '!'", [column, within(needle)]),
    ),
  );
}

/** SearchedRows that meet one of these conditions, and `where`. */
export function limited(conditions: readonly Condition[], where: Condition): Condition[] {
  return conditions.map((condition) => (rows) => {
    where(rows);
    condition(rows);
  });
}

function anyOf(
  columns: readonly string[],
  needles: readonly string[],
  add: (any: SearchedRows, column: string, needle: string) => void,
): Condition {
  return (rows) =>
    void rows.where((any) => {
      for (const column of columns) for (const needle of needles) add(any, column, needle);
    });
}

/** Only the first word of each name, because any kind of space may follow it. */
function needlesOf(names: readonly string[]): string[] {
  const words = spellings(names.map((name) => name.trim().split(/\s+/)[0] ?? name));
  // SQLite folds the case of ASCII letters only, so words with other letters are searched in capitals too
  const capitals = words.filter((word) => /\P{ASCII}/u.test(word)).map((word) => word.toUpperCase());
  return [...new Set([...words.map((word) => word.toLowerCase()), ...capitals])].filter(Boolean);
}

function withoutSeparators(db: Database): string {
  if (isPostgres(db)) return `lower(translate(??, '${SEPARATORS.join('')}', ''))`;
  const bare = SEPARATORS.reduce((text, sign) => `replace(${text}, '${sign}', '')`, '??');
  return `lower(${bare})`;
}

function within(words: string): string {
  return `%${words.replace(/[!%_]/g, '!$&')}%`;
}

function chunked<Value>(values: readonly Value[]): Value[][] {
  const chunks: Value[][] = [];
  for (let from = 0; from < values.length; from += MOST_NEEDLES) chunks.push(values.slice(from, from + MOST_NEEDLES));
  return chunks;
}
