import { LRUCache } from 'lru-cache';
import type { Database, Statement } from 'sqlite3';

/** More than a text and its answer need. */
const KEPT = 200;
/** Longer ones are of bulk work, and seldom the same twice. */
const LONGEST = 4_000;
/** Pragmas, and what changes the schema, are issued once. */
const KEPT_SQL = /^(select|insert|update|delete|begin|commit|rollback)/i;

type Done = (this: { lastID?: number; changes?: number }, error: Error | null, rows?: unknown[]) => void;
type Method = 'all' | 'run';

/**
 * Lets a connection prepare a statement once and use it again: the driver's own `all` and `run` prepare each anew, which
 * costs as much as a short one itself. Those that were not used for the longest time make room for others. One that failed is
 * reset at once: else SQLite takes it for one that goes on, and commits nothing beside it.
 */
export function keepStatements(connection: Database): Database {
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
  return Object.assign(connection, {
    all: callOn('all'),
    run: callOn('run'),
    // a connection with statements can't be closed
    close: (done?: (error: Error | null) => void) => {
      kept.clear();
      original.close.call(connection, done);
    },
  });
}

/** A statement keeps what was bound to it last: photos are not to stay in memory for that. */
function isWorthKeeping(sql: string, bindings: readonly unknown[]): boolean {
  return sql.length <= LONGEST && KEPT_SQL.test(sql) && !bindings.some((value) => value instanceof Uint8Array);
}
