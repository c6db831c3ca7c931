import { LRUCache } from 'lru-cache';

/** More than a text and its reply need. PostgreSQL keeps the plans of each connection in memory. */
const KEPT = 300;
/** Longer statements belong to bulk work and are seldom repeated. */
const LONGEST = 4_000;

interface Query {
  text: string;
  values?: readonly unknown[];
}
type Done = (error: Error | null, result?: unknown) => void;

/** The part of pg's connection that knex uses. */
export interface PostgresConnection {
  query(query: Query | string, done?: Done): unknown;
  /** If set, the pool closes the connection instead of giving it to anybody again. */
  __knex__disposed?: Error;
}

/**
 * Makes a connection prepare each statement that it runs for the second time, and use the prepared statement from then on.
 * PostgreSQL would otherwise parse and plan it again each time.
 */
export function keepPostgresStatements(connection: PostgresConnection): void {
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

/** A table has changed since the statement was prepared, and so has its result. A new connection prepares it again. */
export function isOutdated(thrown: unknown): thrown is Error {
  return thrown instanceof Error && 'routine' in thrown && thrown.routine === 'RevalidateCachedQuery';
}

/** A query without values is not prepared, and a stream is not a plain query. */
function isWorthKeeping(query: Query | string): query is Query {
  if (typeof query === 'string' || 'submit' in query) return false;
  return Boolean(query.values?.length) && query.text.length <= LONGEST;
}
