import { LRUCache } from 'lru-cache';

/** More than a text and its answer need. PostgreSQL holds the plans of each connection in memory. */
const KEPT = 300;
/** Longer ones are of bulk work, and seldom the same twice. */
const LONGEST = 4_000;

interface Query {
  text: string;
  values?: readonly unknown[];
}
type Done = (error: Error | null, result?: unknown) => void;

/** What of pg's connection, as knex uses it, matters here. */
export interface PostgresConnection {
  query(query: Query | string, done?: Done): unknown;
  /** Set, its pool gives it to nobody any more. */
  __knex__disposed?: Error;
}

/**
 * Lets a connection prepare what it is asked for the second time, and use it from then on: PostgreSQL otherwise reads and
 * plans each statement anew, a third of what a text costs it.
 */
export function keepStatements(connection: PostgresConnection): void {
  const original = connection.query;
  const asked = new LRUCache<string, true>({ max: KEPT });
  const names = new Map<string, string>();
  const nameOf = (text: string): string | undefined => {
    const isKept = names.has(text);
    if (!isKept && asked.has(text) && names.size < KEPT) names.set(text, `kept_${names.size + 1}`);
    if (!isKept) asked.set(text, true);
    return names.get(text);
  };
  connection.query = (query, done) => {
    const name = done && isWorthKeeping(query) ? nameOf(query.text) : undefined;
    if (!done || name === undefined) return original.call(connection, query, done);
    const onDone: Done = (error, result) => {
      if (isOutdated(error)) connection.__knex__disposed = error;
      done(error, result);
    };
    return original.call(connection, { ...(query as Query), name }, onDone);
  };
}

/** A table has changed since the statement was prepared, and what it returns with it. A new connection knows the new one. */
export function isOutdated(thrown: unknown): thrown is Error {
  return thrown instanceof Error && 'routine' in thrown && thrown.routine === 'RevalidateCachedQuery';
}

/** What has no values goes another way, without being prepared; a stream is no plain query. */
function isWorthKeeping(query: Query | string): query is Query {
  if (typeof query === 'string' || 'submit' in query) return false;
  return Boolean(query.values?.length) && query.text.length <= LONGEST;
}
