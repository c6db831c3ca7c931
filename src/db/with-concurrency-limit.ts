import pLimit, { type LimitFunction } from 'p-limit';
import { type Database, factsOf } from './connect.ts';

const limits = new WeakMap<Database, LimitFunction>();

/**
 * Runs `work` when there is room for it, first come first served: work that shares a processor all ends late. Half of the
 * connections may be in use at the same time, one on SQLite, so that received texts still find a connection. `work` may
 * not wait for the same limit again.
 */
export function withConcurrencyLimit<T>(db: Database, work: () => Promise<T>): Promise<T> {
  return concurrencyLimitOf(db)(work);
}

/** The limit of this database, shared by everything that asks for it. */
export function concurrencyLimitOf(db: Database): LimitFunction {
  const limit = limits.get(db) ?? pLimit(Math.ceil(factsOf(db).mostConnections / 2));
  limits.set(db, limit);
  return limit;
}
