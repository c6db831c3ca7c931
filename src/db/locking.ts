import type { Knex } from 'knex';
import { type Database, isPostgres, type Transaction } from './connect.ts';
import { LOCKS, type NameLock, type RowLock, type SingleLock } from './lock-registry.ts';

/** `share`: other transactions may hold the lock too, but none may change the row. */
type LockStrength = 'update' | 'share';

/** Until the commit, nobody else holds this name. */
export async function lockName(trx: Transaction, lock: NameLock, name: string): Promise<void> {
  if (isPostgres(trx)) await nameLocked(trx, lock, name);
}

/** The same lock as a table of one row, for a statement that is a transaction by itself. Reading the row takes the lock. */
export function nameLocked(db: Database, lock: NameLock, name: string): Knex.Raw {
  if (!isPostgres(db)) return db.raw('(select 1)');
  return db.raw('(select pg_advisory_xact_lock(?, hashtext(?)))', [LOCKS[lock].family, name]);
}

/** A lock until the commit, as an expression of a PostgreSQL statement. */
export function singleLocked(db: Database, lock: SingleLock): Knex.Raw {
  return db.raw('pg_advisory_xact_lock(?)', [LOCKS[lock].single]);
}

/** Locks rows in the order of their ids, so that two transactions never wait for each other. */
export async function lockRows(
  trx: Transaction,
  lock: RowLock,
  ids: readonly (number | undefined | null)[],
  strength: LockStrength = 'update',
): Promise<void> {
  if (!isPostgres(trx)) return;
  const [table = '', column = ''] = LOCKS[lock].rows.split('.');
  const sorted = [...new Set(ids.filter((id) => id != null))].sort((a, b) => a - b);
  for (const id of sorted) {
    const row = trx(table).where(column, id).select(column);
    // a plain FOR UPDATE would also block whoever inserts a row that refers to this one
    await (strength === 'share' ? row.forShare() : row.forNoKeyUpdate());
  }
}

/** Makes a query on the locked table lock the rows that it finds. */
export function lockFound(
  trx: Transaction,
  _lock: RowLock,
  query: { forNoKeyUpdate(): unknown; forShare(): unknown },
  strength: LockStrength = 'update',
): void {
  if (!isPostgres(trx)) return;
  if (strength === 'share') query.forShare();
  else query.forNoKeyUpdate();
}

/** The same for a claim: rows that another claim has locked are left out. */
export function lockUnclaimed(trx: Transaction, _lock: RowLock, query: Knex.QueryBuilder): void {
  if (isPostgres(trx)) query.forUpdate().skipLocked();
}

type ConnectionLock = { lock: SingleLock; id?: undefined } | { lock: NameLock; id: number };

/** Takes a lock for work of several transactions. It ends with the connection at the latest. PostgreSQL only. */
export async function lockConnection(db: Database, connection: unknown, held: ConnectionLock): Promise<void> {
  const keys = keysOf(held);
  await db.raw(`select pg_advisory_lock(${keys.map(() => '?').join(', ')})`, keys).connection(connection);
}

export async function unlockConnection(db: Database, connection: unknown, held: ConnectionLock): Promise<void> {
  const keys = keysOf(held);
  await db.raw(`select pg_advisory_unlock(${keys.map(() => '?').join(', ')})`, keys).connection(connection);
}

function keysOf(held: ConnectionLock): number[] {
  return held.id === undefined ? [LOCKS[held.lock].single] : [LOCKS[held.lock].family, held.id];
}
