import { readFileSync } from 'node:fs';
import { isIdOf } from '../support/first-ids.ts';

/** A statement that the service issued, with the rows that came back where they carry ids. */
export interface Statement {
  sql: string;
  bindings: unknown[];
  rows?: Record<string, unknown>[];
}

/** The statements of one connection until it was released: a transaction, or several under one advisory lock. */
export interface Unit {
  thread: number;
  /** The end of the unit, in milliseconds of a clock that all threads share. */
  at: number;
  statements: Statement[];
}

const DATE = '$date';

export function formatUnit(unit: Unit): string {
  // the bound values, before JSON turns them into text
  const withDates = unit.statements.map((statement) => ({
    ...statement,
    bindings: statement.bindings.map((value) => (value instanceof Date ? { [DATE]: value.getTime() } : value)),
  }));
  return JSON.stringify({ ...unit, statements: withDates });
}

/** Sorted by their end. */
export function readUnits(files: readonly string[]): Unit[] {
  const lines = files.flatMap((file) => readFileSync(file, 'utf8').split('\n').filter(Boolean));
  return lines.map(parseUnit).sort((one, other) => one.at - other.at);
}

export function parseUnit(line: string): Unit {
  return JSON.parse(line, (_key, value) =>
    value !== null && typeof value === 'object' && DATE in value ? new Date(value[DATE]) : value,
  );
}

/** A pragma or SET in front says that the commit does not wait for fsync. */
export const isBegin = ({ sql }: Statement) => /^(?:pragma [^;]*; *)?begin/i.test(sql);
export const isRollback = ({ sql }: Statement) => /^rollback/i.test(sql);
export const isEnd = (statement: Statement) => isRollback(statement) || /^(?:set [^;]*; *)?commit/i.test(statement.sql);
export const isTransactionControl = (statement: Statement) => isBegin(statement) || isEnd(statement);

/** The ids of one table that a unit used or received. */
export function idsIn(unit: Unit, table: Parameters<typeof isIdOf>[0]): number[] {
  const values = unit.statements.flatMap(({ bindings, rows = [] }) => [...bindings, ...rows.flatMap(Object.values)]);
  return [...new Set(values.filter((value): value is number => isIdOf(table, value)))];
}
