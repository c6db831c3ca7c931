import type { Database } from '#src/db/connect.ts';

/** Deadlocks in this PostgreSQL database so far. Those of a connection are counted once it is closed. */
export async function countDeadlocks(db: Database): Promise<number> {
  const { rows } = await db.raw('select deadlocks from pg_stat_database where datname = current_database()');
  return Number(rows[0].deadlocks);
}
