import { LRUCache } from 'lru-cache';
import type { Database, Statement } from 'sqlite3';

/** More than a text and its reply need. */
const KEPT = 200;
/** Longer statements belong to bulk work and are seldom repeated. */
const LONGEST = 4_000;
/** Pragmas and changes of the schema run once. */
const KEPT_SQL = /^(select|insert|update|delete|begin|commit|rollback)/i;

type Done = (this: { lastID?: number; changes?: number }, error: Error | null, rows?: unknown[]) => void;
type Method = 'all' | 'run';

/**
 * Makes a connection keep its prepared statements, the least recently used ones excepted. The driver's `all` and `run`
 * prepare a statement each time, which costs as much as a short statement itself. A statement that failed is reset at once:
 * otherwise SQLite considers it as running, and cannot commit.
 */
export function keepSqliteStatements(connection: Database): void {
  const original = { all: connection.all, run: connection.run, close: connection.close };
  const kept = new LRUCache<string, Statement>({ max: KEPT, dispose: (statement) => void statement.finalize() });
  const prepare = (sql: string, done: Done): Statement => {
    const statement = connection.prepare(sql, (error: Error | null) => {
      if (error === null) return;
      kept.delete(sql);
      done.call({}, error);
    });
    kept.set(sql, statement);
    return statement;
  };
  const callOn =
    (method: Method) =>
    (sql: string, given: unknown[] | undefined, done: Done): Database => {
      const bindings = given ?? [];
      if (!isWorthKeeping(sql, bindings)) return original[method].call(connection, sql, bindings, done);
      const statement = kept.get(sql) ?? prepare(sql, done);
      const afterReset: Done = function (error, rows) {
        if (error === null) done.call(this, null, rows);
        else statement.reset(() => done.call(this, error));
      };
      statement[method](bindings, afterReset);
      return connection;
    };
  Object.assign(connection, {
    all: callOn('all'),
    run: callOn('run'),
    // a connection with open statements cannot be closed
    close: (done?: (error: Error | null) => void) => {
      kept.clear();
      original.close.call(connection, done);
    },
  });
}

/** A statement keeps its last bound values in memory, so photos must not be bound to a kept one. */
function isWorthKeeping(sql: string, bindings: readonly unknown[]): boolean {
  return sql.length <= LONGEST && KEPT_SQL.test(sql) && !bindings.some((value) => value instanceof Uint8Array);
}
