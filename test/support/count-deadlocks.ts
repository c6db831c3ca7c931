import type { Database } from '#src/db/connect.ts';

/** On PostgreSQL, in this database so far. What a connection met is surely counted once the connection is closed. */
export async function countDeadlocks(db: Database): Promise<number> {
  const { rows } = await db.raw('select deadlocks from pg_stat_database where datname = current_database()');
  return Number(rows[0].deadlocks);
}
