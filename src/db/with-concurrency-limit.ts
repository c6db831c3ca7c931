import pLimit, { type LimitFunction } from 'p-limit';
import type { Database } from './connect.ts';

const turnsOf = new WeakMap<Database, LimitFunction>();

/**
 * Runs `work` when its turn comes, first come first served: what shares a processor all ends late. As many go at a time as
 * need half of the connections, so that one can go on while another waits for the database, and what comes in finds a
 * connection; with SQLite's one, that is one. `work` may not wait for another turn.
 */
export function withConcurrencyLimit<T>(db: Database, work: () => Promise<T>): Promise<T> {
  const turns = turnsOf.get(db) ?? pLimit(Math.ceil(db.client.config.pool.max / 2));
  turnsOf.set(db, turns);
  return turns(work);
}
